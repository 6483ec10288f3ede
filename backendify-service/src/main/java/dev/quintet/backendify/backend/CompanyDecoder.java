package dev.quintet.backendify.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import dev.quintet.backendify.backend.BackendAnswer.Broken;
import dev.quintet.backendify.backend.BackendAnswer.Found;

/** Reads the two forms in which backends give a company. */
final class CompanyDecoder {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** The forms, by content type. A date that is not asked for is checked all the same: it is promised to be one. */
    private enum Form {
        V1("cn", "closed_on", "created_on"),
        V2("company_name", "dissolved_on", "");

        final String name;
        final String end;
        final String otherDate;

        Form(String name, String end, String otherDate) {
            this.name = name;
            this.end = end;
            this.otherDate = otherDate;
        }
    }

    private CompanyDecoder() {}

    /** Whether a content type is one that can be read; asked before the body is. */
    static boolean understands(String contentType) {
        return form(contentType).isPresent();
    }

    /** @return {@link Found}, or {@link Broken} with the reason */
    static BackendAnswer decode(String contentType, byte[] body) {
        Optional<Form> form = form(contentType);
        if (form.isEmpty()) {
            return new Broken("its content type is neither application/x-company-v1 nor -v2");
        }
        try (JsonParser parser = JSON.createParser(body)) {
            return read(form.get(), parser);
        } catch (DateTimeException impossible) {
            return new Broken("it gave an impossible date");
        } catch (IOException malformed) {
            return new Broken("its body is not valid JSON");
        }
    }

    private static Optional<Form> form(String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case "application/x-company-v1" -> Optional.of(Form.V1);
            case "application/x-company-v2" -> Optional.of(Form.V2);
            default -> Optional.empty();
        };
    }

    private static BackendAnswer read(Form form, JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Broken("its body is not a JSON object");
        }
        String name = "";
        Optional<Instant> end = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals(form.name)) {
                if (value != JsonToken.VALUE_STRING) {
                    return new Broken("its company name is not a string");
                }
                name = parser.getText();
            } else if (field.equals(form.end)) {
                end = date(parser, value);
            } else if (field.equals(form.otherDate)) {
                date(parser, value);
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            return new Broken("its body goes on after the JSON object");
        }
        if (name.isEmpty()) {
            return new Broken("it gave no company name");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return new Broken("its company name is not valid Unicode");
        }
        return new Found(name, end);
    }

    private static Optional<Instant> date(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (value != JsonToken.VALUE_STRING) {
            throw new DateTimeException("a date is a string");
        }
        return Optional.of(Rfc3339.parse(parser.getText()));
    }
}
