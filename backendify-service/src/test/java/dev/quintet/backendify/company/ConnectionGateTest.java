package dev.quintet.backendify.company;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionGateTest {
    private final ConnectionGate gate = new ConnectionGate(2);
    private final EmbeddedChannel door = new EmbeddedChannel(gate);

    @Test
    void acceptingStopsAtTheBoundAndGoesOnWhenOneIsClosed() {
        EmbeddedChannel first = accepted();
        assertThat(door.config().isAutoRead()).isTrue();
        EmbeddedChannel second = accepted();
        assertThat(door.config().isAutoRead()).isFalse();
        assertThat(gate.open()).isEqualTo(2);

        close(first);
        assertThat(door.config().isAutoRead()).isTrue();
        close(second);
        assertThat(gate.open()).isZero();
    }

    @Test
    void thoseWhoCameInTheSameTurnAreStillServed() {
        EmbeddedChannel[] all = {accepted(), accepted(), accepted()};
        assertThat(gate.open()).isEqualTo(3);
        close(all[0]);
        assertThat(door.config().isAutoRead()).isFalse();
        close(all[1]);
        assertThat(door.config().isAutoRead()).isTrue();
    }

    private EmbeddedChannel accepted() {
        EmbeddedChannel child = new EmbeddedChannel();
        door.writeInbound(child);
        Object served = door.readInbound();
        assertThat(served).isSameAs(child);
        return child;
    }

    private static void close(EmbeddedChannel child) {
        assertThat(child.close().isSuccess()).isTrue();
    }
}
