package dev.quintet.workload.run;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OptionsTest {

    private static Options parse(String json) throws JsonProcessingException {
        Map<String, Object> given = new ObjectMapper().readValue(json, new TypeReference<>() {});
        return Options.parse(RunOptions.SPECS, given);
    }

    private static List<FieldError> errors(String json) {
        return catchThrowableOfType(ProblemException.class, () -> parse(json)).errors();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rate\": 0}",
                "{\"rate\": -1}",
                "{\"rate\": \"fast\"}",
                "{\"rate\": 1e9}",
                "{\"runningTime\": -1}",
                "{\"runningTime\": 1.5}",
                "{\"runningTime\": 99999999999999999999}",
                "{\"phases\": []}",
                "{\"phases\": [{\"rate\": 10}]}",
                "{\"phases\": [{\"rate\": 10, \"seconds\": 0}]}",
                "{\"phases\": [{\"rate\": 10, \"threads\": 2, \"seconds\": 1}]}",
                "{\"phases\": [{\"threads\": 1025, \"seconds\": 1}]}",
                "{\"phases\": [{\"rate\": 0, \"seconds\": 1}]}",
                "{\"phases\": [{\"rate\": 1, \"seconds\": 1, \"colour\": \"red\"}]}",
                "{\"phases\": {\"rate\": 1}}",
                "{\"nodes\": \"node1\"}",
                "{\"nodes\": [1]}",
                "{\"arrivals\": \"bursty\"}",
                "{\"engine\": \"tpcc-mysql\"}",
                "{\"maxErrors\": true}",
                "{\"unheardOf\": 1}"
            })
    void whatIsWrongIsRefusedWithItsPlace(String json) {
        assertThat(errors(json)).hasSize(1).first().satisfies(error -> {
            assertThat(error.loc()).startsWith("body", "options").hasSize(3);
            assertThat(error.msg()).matches("(?s)(must be|is not an option).*");
        });
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(errors("{\"rate\": 0, \"nonsense\": 1, \"arrivals\": \"x\"}"))
                .hasSize(3);
    }

    @Test
    void absentOptionsHaveTheirDefaults() throws JsonProcessingException {
        Options options = parse("{}");
        LoadSchedule schedule = RunOptions.schedule(options, 4);
        assertThat(schedule.end()).isEqualTo(LoadSchedule.NEVER);
        assertThat(schedule.at(0).open()).isFalse();
        assertThat(options.values()).containsEntry("reportInterval", 1L).containsEntry("rate", null);
    }

    @Test
    void phasesDecideLoadThreadsAndEnd() throws JsonProcessingException {
        Options options = parse("{\"phases\": [{\"threads\": 16, \"seconds\": 5}, {\"rate\": 2.5, \"seconds\": 7}]}");
        assertThat(RunOptions.threads(options, 4)).isEqualTo(16);
        assertThat(RunOptions.schedule(options, 16).end()).isEqualTo(12 * FakeTime.SECOND);
    }

    @Test
    void phasesDoNotGoWithARate() throws JsonProcessingException {
        Options options = parse("{\"rate\": 5, \"phases\": [{\"threads\": 16, \"seconds\": 5}]}");
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> RunOptions.schedule(options, 16));
        assertThat(refused.status()).isEqualTo(422);
    }
}
