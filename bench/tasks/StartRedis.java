import java.nio.file.Path;

import dev.quintet.local.engine.RedisEngine;

/** Runs the suite's own Redis in a folder until its input ends; tells its port and password. */
public final class StartRedis {
    public static void main(String[] arguments) throws Exception {
        RedisEngine redis = RedisEngine.start(Path.of(arguments[0]), 0);
        System.out.println(redis.port() + " " + redis.password());
        System.in.readAllBytes();
        redis.stop();
    }
}
