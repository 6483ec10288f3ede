package dev.quintet.task.queue;

/** The same on a Redis in cluster mode, where a script that touches a key of another slot is refused. */
class QueueScriptsOnClusterTest extends QueueScriptsTest {
    @Override
    RealRedis redis() {
        return new RealRedis(true);
    }
}
