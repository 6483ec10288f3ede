package dev.quintet.local.demo;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Companies from two legacy backends, and from the cache. */
final class LookupScene implements Scene {

    /** Both countries' sample backends know a company of this id. */
    private static final String ID = "12345";

    @Override
    public String title() {
        return "Company lookup: one endpoint before slow, unreliable legacy backends";
    }

    @Override
    public void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException {
        stage.say("First the cache forgets the company, so that the backend has to be asked.");
        Expect.status(stage.call(Call.delete("/cache/ru/" + ID)), 204);
        stage.say("The backend of ru answers in version 1 of the legacy format ...");
        Answer first = stage.patientCall(lookUp(ID, "ru"));
        String name = name(first);
        stage.say("... and asked again, the answer comes from the cache.");
        Answer again = stage.patientCall(lookUp(ID, "ru"));
        Expect.that(name(again).equals(name), "the name was " + name + ", is now " + name(again));
        String cache = again.header("X-Cache").orElse("missing");
        Expect.that(cache.startsWith("HIT"), "X-Cache is " + cache + " instead of HIT");
        stage.say("The backend of us speaks version 2; the answer has the same form.");
        name(stage.patientCall(lookUp(ID, "us")));
        stage.say("A company that nobody knows is a 404, as application/problem+json.");
        Expect.problem(stage.patientCall(lookUp("unknown-42", "us")), 404);
        stage.found(String.format(
                Locale.ROOT, "The backend took %.0f ms, the cache %.1f ms.", first.millis(), again.millis()));
        stage.summary(
                "backendify-service",
                String.format(
                        Locale.ROOT,
                        "\"%s\" from its backend in %.0f ms, from the cache in %.1f ms",
                        name,
                        first.millis(),
                        again.millis()));
    }

    private static Call lookUp(String id, String country) {
        return Call.get("/company?id=" + id + "&country_iso=" + country).open();
    }

    private static String name(Answer answer) throws WrongAnswerException {
        JsonNode company = Expect.json(answer, 200);
        Expect.that(Expect.text(company, "id").equals(ID), "id of " + company);
        Expect.that(company.path("active").isBoolean(), "active of " + company);
        return Expect.text(company, "name");
    }
}
