package dev.quintet.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

/** What every refusal of the gateway looks like. */
public final class Problems {
    private Problems() {}

    public static void assertProblem(RawClient.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("\"type\":\"urn:quintet:problem:", "\"status\":" + status, "\"traceId\":\"");
    }
}
