package dev.quintet.gateway.health;

import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.quintet.common.api.gateway.SuiteHealth;
import dev.quintet.common.api.gateway.SuiteHealth.EngineHealth;
import dev.quintet.common.api.gateway.SuiteHealth.Instances;
import dev.quintet.common.api.gateway.SuiteHealth.ServiceHealth;

import static org.assertj.core.api.Assertions.assertThat;

class AggregateTest {
    private static final InstanceReport READY = new InstanceReport(true, 2.5, Map.of("postgresql", true));
    private static final InstanceReport UNREADY = new InstanceReport(false, 7, Map.of("postgresql", false));

    @Test
    void allWorks() {
        SuiteHealth suite = Aggregate.of(Map.of("badge", List.of(READY)), true);
        assertThat(suite.status()).isEqualTo("up");
        assertThat(suite.services()).containsEntry("badge", new ServiceHealth("up", 2.5, new Instances(1, 1)));
        assertThat(suite.engines())
                .containsEntry("redis", new EngineHealth("up", List.of("gateway")))
                .containsEntry("postgresql", new EngineHealth("up", List.of("badge")));
    }

    @Test
    void oneInstanceOfSeveralIsAway() {
        SuiteHealth suite = Aggregate.of(Map.of("badge", List.of(InstanceReport.SILENT, READY)), true);
        assertThat(suite.status()).isEqualTo("degraded");
        assertThat(suite.services()).containsEntry("badge", new ServiceHealth("degraded", 2.5, new Instances(1, 2)));
    }

    @Test
    void servicesDisagreeAboutAnEngine() {
        SuiteHealth suite = Aggregate.of(Map.of("badge", List.of(READY), "workload", List.of(UNREADY)), true);
        assertThat(suite.engines())
                .containsEntry("postgresql", new EngineHealth("degraded", List.of("badge", "workload")));
        assertThat(suite.status()).isEqualTo("degraded");
    }

    @Test
    void redisIsAwayButServicesWork() {
        assertThat(Aggregate.of(Map.of("badge", List.of(READY)), false).status())
                .isEqualTo("degraded");
    }

    @Test
    void noServiceWorks() {
        SuiteHealth suite = Aggregate.of(Map.of("badge", List.of(InstanceReport.SILENT)), true);
        assertThat(suite.status()).isEqualTo("down");
        assertThat(suite.services()).containsEntry("badge", new ServiceHealth("down", null, new Instances(0, 1)));
    }

    @Test
    void enginesAreReadFromAServicesReadiness() {
        JsonObject document = new JsonObject(
                """
                {"status":"DOWN","checks":[
                  {"name":"Redis connection health check","status":"DOWN"},
                  {"name":"Reactive PostgreSQL connections health check","status":"UP"},
                  {"name":"badge schema","status":"DOWN","data":{"engine":"postgresql"}},
                  {"name":"database nodes","status":"UP","data":{"node1":"up","node2":"down: refused"}},
                  {"name":"something else","status":"DOWN"}, 7]}""");
        assertThat(ReadinessDocument.isUp(document)).isFalse();
        assertThat(ReadinessDocument.engines(document))
                .isEqualTo(Map.of("postgresql", false, "node node1", true, "node node2", false));
        assertThat(ReadinessDocument.engines(new JsonObject("{\"checks\":3}"))).isEmpty();
    }

    @Test
    void aServiceThatIsReadyWithoutItsEngineTellsThatTheEngineIsAway() {
        JsonObject document = new JsonObject(
                """
                {"status":"UP","checks":[
                  {"name":"badge schema","status":"UP","data":{"engine":"postgresql","reachable":false}}]}""");
        assertThat(ReadinessDocument.isUp(document)).isTrue();
        assertThat(ReadinessDocument.engines(document)).isEqualTo(Map.of("postgresql", false));
    }
}
