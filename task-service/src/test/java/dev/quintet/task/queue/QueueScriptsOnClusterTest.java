package dev.quintet.task.queue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The same on a Redis in cluster mode, where a script that touches a key of another slot is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueScriptsOnClusterTest {
    private RealRedis cluster;

    @BeforeAll
    void startCluster() {
        cluster = new RealRedis(true);
    }

    @AfterAll
    void stopCluster() {
        cluster.close();
    }

    @Nested
    class Sending extends SendingScriptsTest {
        @Override
        RealRedis redis() {
            return cluster;
        }

        @Override
        void stopRedis() {}
    }

    @Nested
    class Attempts extends AttemptScriptsTest {
        @Override
        RealRedis redis() {
            return cluster;
        }

        @Override
        void stopRedis() {}
    }

    @Nested
    class Keeping extends KeepingScriptsTest {
        @Override
        RealRedis redis() {
            return cluster;
        }

        @Override
        void stopRedis() {}
    }
}
