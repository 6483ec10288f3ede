package dev.quintet.gateway.access;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessLogTest {
    private static final Set<String> SECRET = Set.of("token", "code");

    @Test
    void theValuesOfSecretParametersAreNotShown() {
        assertThat(AccessLog.withoutSecrets("a=1&token=xyz&Code=9&b", SECRET)).isEqualTo("a=1&token=***&Code=***&b");
    }

    @Test
    void otherQueriesAreShownAsTheyCame() {
        assertThat(AccessLog.withoutSecrets("a=1&&b=%20&tokens=2&token", SECRET))
                .isEqualTo("a=1&&b=%20&tokens=2&token");
        assertThat(AccessLog.withoutSecrets("", SECRET)).isEmpty();
    }
}
