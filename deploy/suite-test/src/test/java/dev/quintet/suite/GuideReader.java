package dev.quintet.suite;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.suite.GuideExamples.Example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Does what a guide's reader does: one example after the other, each answered as the guide shows it. */
final class GuideReader {
    private final HttpClient http;
    private final Map<String, String> variables;

    /** @param variables what the guide has the reader set before */
    GuideReader(HttpClient http, Map<String, String> variables) {
        this.http = http;
        this.variables = new LinkedHashMap<>(variables);
    }

    /** @param guide its name, for messages */
    void follow(String guide, Example example) throws IOException, InterruptedException {
        String where = guide + ":" + example.line() + " " + example.command();
        CurlCommand command = CurlCommand.parse(example.command(), variables);
        CurlCommand.Answer answer = command.isRead() ? read(example, where, command) : shown(example, where, command);
        for (Map.Entry<String, String> capture : example.captures().entrySet()) {
            JsonNode answered = SuiteUnderTest.JSON.readTree(answer.body());
            String pointer = capture.getValue().substring(1).replace('.', '/').replaceAll("\\[(\\d+)]", "/$1");
            assertThat(answered.at(pointer).isMissingNode())
                    .as(where + " " + capture)
                    .isFalse();
            variables.put(capture.getKey(), answered.at(pointer).asText());
        }
    }

    /** What is looked at may be on its way still: then it is looked at again. */
    private CurlCommand.Answer read(Example example, String where, CurlCommand command) {
        AtomicReference<CurlCommand.Answer> answer = new AtomicReference<>();
        await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> answer.set(shown(example, where, command)));
        return answer.get();
    }

    private CurlCommand.Answer shown(Example example, String where, CurlCommand command)
            throws IOException, InterruptedException {
        CurlCommand.Answer answer = command.run(http, example::mayAnswer);
        assertThat(answer.status()).as(where + "\n" + answer.body()).matches(example::mayAnswer);
        if (example.shape().isPresent()) {
            JsonNode answered = SuiteUnderTest.JSON.readTree(answer.body());
            assertThat(GuideExamples.differences(example.shape().get(), answered, "$"))
                    .as(where + "\n" + answer.body())
                    .isEmpty();
            for (String list : example.filled()) {
                assertThat(answered.findValue(list)).as(where + " " + list).isNotEmpty();
            }
        }
        return answer;
    }
}
