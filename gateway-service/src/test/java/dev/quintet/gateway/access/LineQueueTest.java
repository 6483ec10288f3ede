package dev.quintet.gateway.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static dev.quintet.gateway.wire.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

class LineQueueTest {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Test
    void allThatFitsIsWrittenInOrderBeforeItIsClosed() {
        LineQueue queue = new LineQueue(10, written::add);
        queue.add("one");
        queue.add("two");
        queue.close();
        await().untilAsserted(() -> assertThat(written).containsExactly("one", "two"));
        assertThat(queue.dropped()).isZero();
    }

    @Test
    void aWriterThatStandsStillHoldsNobodyUpAndWhatDoesNotFitIsCounted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        LineQueue queue = new LineQueue(2, line -> {
            begun.countDown();
            hold(over);
            written.add(line);
        });
        queue.add("taken");
        begun.await();
        for (int i = 0; i < 5; i++) {
            queue.add("line " + i);
        }
        assertThat(queue.dropped()).isEqualTo(3);
        over.countDown();
        queue.close();
        await().untilAsserted(() -> assertThat(written).containsExactly("taken", "line 0", "line 1"));
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
