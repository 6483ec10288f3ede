package dev.quintet.local.load;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Checks of the company lookup, on companies that the sample backends know. */
final class LookupChecks {

    private static final String KNOWN = "12345";
    private static final String KNOWN_NAME = "Granite Holdings OOO";

    private final CheckList list;
    private final PatientCaller caller;
    private final RandomGenerator random;

    LookupChecks(CheckList list, PatientCaller caller, RandomGenerator random) {
        this.list = list;
        this.caller = caller;
        this.random = random;
    }

    void run() throws InterruptedException {
        list.check("lookup: a company of a backend of version 1", () -> {
            JsonNode company = known("/company");
            Expect.that(company.path("name").asText().equals(KNOWN_NAME), "the name is " + company.path("name"));
        });
        list.check("lookup: /company/ is the same", () -> {
            JsonNode company = known("/company/");
            Expect.that(company.path("name").asText().equals(KNOWN_NAME), "the name is " + company.path("name"));
        });
        list.check("lookup: the second answer comes from the cache", this::cached);
        list.check("lookup: an id of any characters comes back as it was", this::oddId);
        list.check("lookup: an unknown company is 404", () -> problem("/company?id=unknown-1&country_iso=us", 404));
        list.check("lookup: an unknown country is 404", () -> problem("/company?id=1&country_iso=zz", 404));
        list.check("lookup: no id is 400", () -> problem("/company?country_iso=us", 400));
        list.check("lookup: a country of three letters is 400", () -> problem("/company?id=1&country_iso=usa", 400));
        list.check("lookup: DELETE is 405 and says what is allowed", () -> {
            Answer answer = caller.ask(
                    Endpoint.OTHER,
                    new Call("DELETE", "/company?id=1&country_iso=us", Map.of(), "", false),
                    refused -> Expect.problem(refused, 405));
            Expect.that(answer.header("Allow").orElse("").contains("GET"), "Allow is " + answer.header("Allow"));
        });
        list.check("lookup: a batch answers each by itself, in order", this::batch);
        list.check("lookup: /status is 200", () -> {
            Answer status = caller.ask(Endpoint.OTHER, Call.get("/status").open(), answer -> Expect.json(answer, 200));
            Expect.that(status.body().contains("\"OK\""), "says " + status.body());
        });
    }

    private JsonNode known(String path) throws WrongAnswerException, InterruptedException {
        Call call = Call.get(path + "?id=" + KNOWN + "&country_iso=RU").open();
        Answer answer = caller.ask(Endpoint.LOOKUP, call, said -> Companies.company(said, KNOWN));
        return Companies.company(answer, KNOWN);
    }

    private void cached() throws WrongAnswerException, InterruptedException {
        JsonNode first = known("/company");
        Answer again =
                caller.ask(Endpoint.LOOKUP, Companies.call(KNOWN, "ru"), answer -> Companies.company(answer, KNOWN));
        Expect.that(again.header("X-Cache").orElse("").startsWith("HIT"), "X-Cache is " + again.header("X-Cache"));
        Expect.that(again.header("Age").orElse("").matches("[0-9]+"), "Age is " + again.header("Age"));
        Expect.that(Companies.company(again, KNOWN).equals(first), "it changed: " + again.body());
    }

    /** About one id in ten is unknown to the sample backends, which is an answer too. */
    private void oddId() throws WrongAnswerException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            String id = "a b/../c%2F+&é\uD83D\uDE00 " + random.nextInt(1_000_000);
            caller.ask(Endpoint.LOOKUP, Companies.call(id, "us"), answer -> {
                if (answer.status() == 404) {
                    Expect.problem(answer, 404);
                } else {
                    Companies.company(answer, id);
                }
            });
        }
    }

    private void batch() throws WrongAnswerException, InterruptedException {
        List<Map<String, String>> questions = List.of(
                Map.of("id", KNOWN, "country_iso", "ru"),
                Map.of("id", KNOWN, "country_iso", "zz"),
                Map.of("id", KNOWN, "country_iso", "usa"));
        caller.ask(
                Endpoint.LOOKUP_BATCH, Call.post("/companies/lookup", questions).open(), answer -> {
                    JsonNode results = Expect.array(answer, 200);
                    Expect.that(results.size() == 3, results.size() + " results to 3 questions");
                    JsonNode first = results.get(0);
                    int status = first.path("status").asInt();
                    Expect.that(
                            status == 504
                                    || first.path("company")
                                            .path("name")
                                            .asText()
                                            .equals(KNOWN_NAME),
                            "the first is " + first);
                    Expect.that(results.get(1).path("status").asInt() == 404, "the second is " + results.get(1));
                    Expect.that(results.get(2).path("status").asInt() == 400, "the third is " + results.get(2));
                });
    }

    private void problem(String path, int status) throws WrongAnswerException, InterruptedException {
        caller.ask(Endpoint.LOOKUP, Call.get(path).open(), answer -> Expect.problem(answer, status));
    }
}
