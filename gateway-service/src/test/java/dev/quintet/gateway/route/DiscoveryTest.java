package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.quintet.gateway.proxy.FrontServer;
import dev.quintet.gateway.wire.GatewayTestResource;
import dev.quintet.gateway.wire.RawClient;
import dev.quintet.gateway.wire.RawUpstream;
import dev.quintet.gateway.wire.TestDns;
import dev.quintet.local.test.RedisTestResource;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class DiscoveryTest {
    RawUpstream upstream;
    TestDns dns;

    @Inject
    FrontServer front;

    @Inject
    Routing routing;

    private List<String> hosts() {
        return routing.services().get("named").instances().stream()
                .map(Instance::host)
                .sorted()
                .toList();
    }

    private RawClient.Answer ask() throws Exception {
        return RawClient.ask(front.port(), "GET /test/named/x HTTP/1.1\r\nHost: g\r\n\r\n");
    }

    @Test
    void theAddressesOfANameAreTheInstancesAsTheyComeAndGo() throws Exception {
        upstream.does(call -> call.ok("fine"));
        assertThat(hosts()).isEmpty();
        assertThat(ask().status()).isEqualTo(503);
        dns.gives("127.0.0.1");
        await().untilAsserted(() -> assertThat(hosts()).containsExactly("127.0.0.1"));
        assertThat(ask().text()).isEqualTo("fine");
        Instance first = routing.services().get("named").instances().get(0);
        // Nobody listens at the second: it is passed over.
        dns.gives("127.0.0.1", "127.0.0.2");
        await().untilAsserted(() -> assertThat(hosts()).containsExactly("127.0.0.1", "127.0.0.2"));
        assertThat(routing.services().get("named").instances()).contains(first);
        for (int i = 0; i < 10; i++) {
            assertThat(ask().text()).isEqualTo("fine");
        }
        dns.gives("127.0.0.1");
        await().untilAsserted(() -> assertThat(hosts()).containsExactly("127.0.0.1"));
        dns.gives();
        await().during(Duration.ofMillis(500)).until(() -> hosts().size() == 1);
        assertThat(ask().text()).isEqualTo("fine");
    }
}
