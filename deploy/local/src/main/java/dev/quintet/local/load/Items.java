package dev.quintet.local.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.Call;
import dev.quintet.local.client.Expect;
import dev.quintet.local.client.WrongAnswerException;

/** Posts items and reads them back. All of an item follows from its number, so that none has to be remembered. */
final class Items {

    private final LoadCaller caller;
    private final long firstId;
    private final Ledger accepted = new Ledger();
    private final Ledger finished = new Ledger();

    /** Ids begin at random, and stay below 2^53: JSON of any language can carry them. */
    Items(LoadCaller caller, RandomGenerator random) {
        this.caller = caller;
        this.firstId = random.nextLong(1L << 40, 1L << 52);
    }

    void create() throws InterruptedException {
        int number = accepted.next();
        Outcome outcome = caller.call(
                Endpoint.ITEM_CREATE,
                Call.post("/items/", body(firstId + number, number)),
                answer -> checkCreated(answer, number));
        if (outcome instanceof Outcome.Right right) {
            accepted.accept(number);
            if (right.answer().status() == 200) {
                finished.accept(number);
            }
        }
    }

    /** Reads one that was created; creates one if there is none. */
    void read(RandomGenerator random) throws InterruptedException {
        OptionalInt number = finished.any(random);
        if (number.isPresent()) {
            read(caller, number.getAsInt());
        } else {
            create();
        }
    }

    private Outcome read(LoadCaller by, int number) throws InterruptedException {
        long id = firstId + number;
        return by.call(Endpoint.ITEM_READ, Call.get("/items/" + id), answer -> checkItem(answer, id, number));
    }

    int acceptedCount() {
        return accepted.count();
    }

    /**
     * Looks for every accepted item.
     *
     * @param searcher whose meters are not those of the load: looking too early is no error
     */
    void verify(LoadCaller searcher, Search search, Losses losses) throws InterruptedException {
        int[] numbers = accepted.all();
        search.forEach(numbers.length, n -> verify(searcher, numbers[n], search.patience(), losses));
    }

    private void verify(LoadCaller searcher, int number, Patience patience, Losses losses) throws InterruptedException {
        while (true) {
            Outcome outcome = read(searcher, number);
            if (outcome instanceof Outcome.Right) {
                losses.verified();
                return;
            }
            if (!patience.waitAMoment()) {
                losses.lost("item " + (firstId + number) + ": " + outcome);
                return;
            }
        }
    }

    private void checkCreated(Answer answer, int number) throws WrongAnswerException {
        if (answer.status() == 202) {
            String task = answer.header("Location").orElse("");
            Expect.that(task.contains("/api/tasks/"), "202 without the address of a task: " + task);
        } else {
            checkItem(answer, firstId + number, number);
        }
        double seconds = processTime(answer);
        Expect.that(
                seconds >= 0 && seconds <= answer.millis() / 1e3 + 0.05,
                "X-Process-Time " + seconds + " s is longer than the call, " + answer.millis() + " ms");
    }

    static double processTime(Answer answer) throws WrongAnswerException {
        String text = answer.header("X-Process-Time").orElse("");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new WrongAnswerException("content", "X-Process-Time is \"" + text + "\"");
        }
    }

    private static void checkItem(Answer answer, long id, int number) throws WrongAnswerException {
        JsonNode item = Expect.json(answer, 200);
        Expect.that(item.path("id").isIntegralNumber() && item.path("id").asLong() == id, "id of " + item);
        Expect.that(Expect.text(item, "name").equals(name(number)), "name of " + item);
        same(item, "price", price(number));
        if (isTaxed(number)) {
            same(item, "tax", tax(number));
        } else {
            Expect.that(item.path("tax").isNull() || item.path("tax").isMissingNode(), "tax of " + item);
        }
        same(item, "price_with_tax", isTaxed(number) ? price(number) * (1 + tax(number)) : price(number));
    }

    private static void same(JsonNode item, String field, double wanted) throws WrongAnswerException {
        Expect.that(
                Math.abs(Expect.number(item, field) - wanted) <= 1e-9 * Math.max(1, wanted),
                field + " should be " + wanted + ": " + item);
    }

    private static Map<String, Object> body(long id, int number) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("name", name(number));
        body.put("price", price(number));
        if (isTaxed(number)) {
            body.put("tax", tax(number));
        }
        return body;
    }

    private static String name(int number) {
        return "lamp " + number + " é";
    }

    private static double price(int number) {
        return number % 1000 + 0.25;
    }

    private static boolean isTaxed(int number) {
        return number % 5 != 0;
    }

    private static double tax(int number) {
        return number % 5 * 0.05;
    }
}
