package dev.quintet.local.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Looks companies up, and holds each answer against the ones before: a company never changes its name. */
final class Companies {

    private static final int POOL = 200;
    private static final String ABSENT = "";
    private static final Set<String> CACHE_STATES = Set.of("HIT", "HIT-L2", "MISS", "COALESCED");

    private final LoadCaller caller;
    private final String run;

    /** The name seen first, {@link #ABSENT} for a 404, null before the first answer. */
    private final AtomicReferenceArray<String> seen = new AtomicReferenceArray<>(POOL);

    /** @param run makes the ids of this run new to every cache */
    Companies(LoadCaller caller, String run) {
        this.caller = caller;
        this.run = run;
    }

    void lookUp(RandomGenerator random) throws InterruptedException {
        int index = random.nextInt(POOL);
        String country = index % 2 == 0 ? "ru" : "us";
        String id = "load " + run + "/" + index;
        caller.call(Endpoint.LOOKUP, call(id, country), answer -> check(answer, id, index));
    }

    static Call call(String id, String country) {
        return Call.get("/company?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&country_iso=" + country)
                .open();
    }

    private void check(Answer answer, String id, int index) throws WrongAnswerException {
        String found = ABSENT;
        if (answer.status() == 404) {
            String type = Expect.text(Expect.problem(answer, 404), "type");
            Expect.that(type.endsWith(":company-not-found"), "404 of type " + type);
        } else {
            found = Expect.text(company(answer, id), "name");
        }
        if (!seen.compareAndSet(index, null, found)) {
            String before = seen.get(index);
            Expect.that(found.equals(before), "was " + quoted(before) + ", is now " + quoted(found));
        }
    }

    private static String quoted(String name) {
        return name.equals(ABSENT) ? "unknown" : "\"" + name + "\"";
    }

    /** A company's fields and headers, as far as they can be judged without its backend. */
    static JsonNode company(Answer answer, String id) throws WrongAnswerException {
        JsonNode company = Expect.json(answer, 200);
        Expect.that(Expect.text(company, "id").equals(id), "id " + company.path("id") + " instead of " + id);
        Expect.that(!Expect.text(company, "name").isBlank(), "the name is empty");
        Expect.that(company.path("active").isBoolean(), "active is no boolean: " + company);
        String cache = answer.header("X-Cache").orElse("");
        Expect.that(CACHE_STATES.contains(cache), "X-Cache is \"" + cache + "\"");
        if (company.has("active_until")) {
            activeUntil(company);
        } else {
            Expect.that(company.path("active").asBoolean(), "not active, but without an end: " + company);
        }
        return company;
    }

    private static void activeUntil(JsonNode company) throws WrongAnswerException {
        String text = Expect.text(company, "active_until");
        try {
            Instant end = Instant.parse(text);
            Instant now = Instant.now();
            // Our clock and theirs need not agree to the second.
            boolean near = end.isAfter(now.minusSeconds(60)) && end.isBefore(now.plusSeconds(60));
            Expect.that(
                    near || company.path("active").asBoolean() == end.isAfter(now),
                    "active does not go with active_until: " + company);
        } catch (DateTimeException e) {
            throw new WrongAnswerException("content", "active_until is no time in UTC: " + text);
        }
    }
}
