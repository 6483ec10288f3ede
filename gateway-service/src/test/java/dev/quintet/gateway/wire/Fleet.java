package dev.quintet.gateway.wire;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Three instances of one service, that a test may kill. */
public record Fleet(RawUpstream first, RawUpstream second, RawUpstream third) implements AutoCloseable {
    public static Fleet start() throws IOException {
        return new Fleet(new RawUpstream(), new RawUpstream(), new RawUpstream());
    }

    public List<RawUpstream> all() {
        return List.of(first, second, third);
    }

    String urls() {
        return all().stream().map(one -> "http://127.0.0.1:" + one.port()).collect(Collectors.joining(","));
    }

    @Override
    public void close() throws IOException {
        for (RawUpstream one : all()) {
            one.close();
        }
    }
}
