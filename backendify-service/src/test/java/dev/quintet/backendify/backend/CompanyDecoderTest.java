package dev.quintet.backendify.backend;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Found;

import static org.assertj.core.api.Assertions.assertThat;

class CompanyDecoderTest {
    private static final String V1 = "application/x-company-v1";
    private static final String V2 = "application/x-company-v2";

    @Test
    void theFirstFormIsRead() {
        assertThat(decode(
                        V1,
                        "{\"cn\":\"Acme\",\"created_on\":\"2001-01-01T00:00:00Z\","
                                + "\"closed_on\":\"2020-01-01T02:00:00+02:00\"}"))
                .isEqualTo(new Found("Acme", Optional.of(Instant.parse("2020-01-01T00:00:00Z"))));
    }

    @Test
    void theSecondFormIsRead() {
        assertThat(decode(V2, "{\"company_name\":\"Acme\",\"tin\":\"1\",\"dissolved_on\":\"2020-01-01T00:00:00.25Z\"}"))
                .isEqualTo(new Found("Acme", Optional.of(Instant.parse("2020-01-01T00:00:00.250Z"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-company-v2;charset=utf-8",
                "application/x-company-v2 ; charset=\"utf-8\"",
                "Application/X-Company-V2",
                " application/x-company-v2"
            })
    void caseAndParametersOfTheContentTypeDoNotMatter(String contentType) {
        assertThat(decode(contentType, "{\"company_name\":\"Acme\"}")).isEqualTo(new Found("Acme", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/x-company-v3", "text/html", "", "application/x-company-v11"})
    void otherContentTypesAreBroken(String contentType) {
        assertThat(decode(contentType, "{\"cn\":\"Acme\"}")).isInstanceOf(Broken.class);
    }

    @Test
    void noContentTypeIsBroken() {
        assertThat(CompanyDecoder.decode(null, new byte[0])).isInstanceOf(Broken.class);
        assertThat(CompanyDecoder.understands(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cn\":\"A\",\"closed_on\":null}|",
                "{\"cn\":\"A\"}|",
                "{\"extra\":{\"cn\":\"B\",\"closed_on\":\"never\"},\"cn\":\"A\",\"list\":[1,[2]]}|",
                "{\"cn\":\"A\",\"dissolved_on\":\"nonsense of the other form\"}|",
            })
    void whatIsNotPromisedIsIgnored(String body) {
        assertThat(decode(V1, body)).isEqualTo(new Found("A", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|JSON",
                "[]|not a JSON object",
                "\"cn\"|not a JSON object",
                "null|not a JSON object",
                "{|JSON",
                "{\"cn\":\"A\"|JSON",
                "{\"cn\":\"A\"} x|JSON",
                "{\"cn\":\"A\"}{}|goes on",
                "{\"cn\":\"A\",\"cn\":\"B\"}|JSON",
                "{}|no company name",
                "{\"cn\":\"\"}|no company name",
                "{\"cn\":null}|not a string",
                "{\"cn\":7}|not a string",
                "{\"company_name\":\"A\"}|no company name",
                "{\"cn\":\"\\ud800\"}|Unicode",
                "{\"cn\":\"A\",\"closed_on\":\"2023-02-30T00:00:00Z\"}|impossible date",
                "{\"cn\":\"A\",\"closed_on\":\"\"}|impossible date",
                "{\"cn\":\"A\",\"closed_on\":1700000000}|impossible date",
                "{\"cn\":\"A\",\"created_on\":\"yesterday\"}|impossible date",
            })
    void whatIsNotAsPromisedIsBrokenWithItsReason(String body, String reason) {
        assertThat(decode(V1, body)).isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.reason())
                .containsIgnoringCase(reason));
    }

    @Test
    void bytesThatAreNotUtf8AreBroken() {
        byte[] body = "{\"cn\":\"Acm\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(CompanyDecoder.decode(V1, body)).isInstanceOf(Broken.class);
    }

    @Test
    void deepNestingIsBrokenAndNothingElse() {
        assertThat(decode(V1, "{\"x\":" + "[".repeat(30_000))).isInstanceOf(Broken.class);
    }

    @Property
    void noBytesAtAllBreakTheDecoder(@ForAll byte[] body) {
        assertThat(CompanyDecoder.decode(V2, body)).isInstanceOfAny(Broken.class, Found.class);
    }

    private static BackendAnswer decode(String contentType, String body) {
        return CompanyDecoder.decode(contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
