package dev.quintet.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** The few options of curl that the guides use, so that their examples run where there is no curl. */
final class CurlCommand {
    /** What curl would print, cut at its time limit. */
    record Answer(int status, String contentType, String body) {}

    private static final Duration NO_LIMIT_GIVEN = Duration.ofSeconds(90);
    private static final Set<Integer> LATER = Set.of(429, 503, 504);
    private static final int TIMES_AGAIN = 10;

    private final HttpRequest request;
    /** From the answer's head on: on a busy machine that may take longer than a stream is looked at. */
    private final Duration limit;

    private CurlCommand(HttpRequest request, Duration limit) {
        this.request = request;
        this.limit = limit;
    }

    /** Reads the command, with {@code $NAME} replaced outside single quotes. */
    static CurlCommand parse(String command, Map<String, String> variables) {
        List<String> words = words(command, variables);
        String method = null;
        String body = null;
        URI address = null;
        Duration limit = NO_LIMIT_GIVEN;
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-s", "-i", "-sS", "-si", "-N", "-sN", "-f", "-sf" -> {}
                case "-X" -> method = words.get(++i);
                case "-m", "--max-time" -> limit = Duration.ofSeconds(Long.parseLong(words.get(++i)));
                case "-d", "--data" -> body = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(":\\s*", 2);
                    request.header(header[0], header[1]);
                }
                default -> {
                    if (word.startsWith("-")) {
                        throw new IllegalArgumentException("an example uses curl's " + word);
                    }
                    address = URI.create(word);
                }
            }
        }
        if (method == null) {
            method = body == null ? "GET" : "POST";
        }
        request.uri(address)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return new CurlCommand(request.timeout(NO_LIMIT_GIVEN).build(), limit);
    }

    /**
     * Sends the request and reads until the answer's end; with {@code -m}, a stream may go on until then. As the guides
     * tell their readers, it asks again when it is told to: the sample backends are slow now and then, as real ones are,
     * and so is a busy machine.
     */
    Answer run(HttpClient client) throws IOException, InterruptedException {
        return run(client, status -> status < 400);
    }

    /** @param wanted the statuses of an answer that is not asked for again */
    Answer run(HttpClient client, IntPredicate wanted) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        for (int again = 0;
                again < TIMES_AGAIN && !wanted.test(response.statusCode()) && isToAskAgain(response);
                again++) {
            response.body().close();
            TimeUnit.SECONDS.sleep(
                    Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow()));
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream in = response.body();
        Thread reader = new Thread(() -> {
            try {
                in.transferTo(body);
            } catch (IOException cut) {
                // Closed below at the time limit.
            }
        });
        reader.start();
        reader.join(limit.toMillis());
        if (reader.isAlive() && limit.equals(NO_LIMIT_GIVEN)) {
            throw new IOException("the answer did not end within " + limit);
        }
        in.close();
        reader.join();
        return new Answer(response.statusCode(), type, body.toString(StandardCharsets.UTF_8));
    }

    private static boolean isToAskAgain(HttpResponse<?> response) {
        return LATER.contains(response.statusCode())
                && response.headers().firstValue("Retry-After").isPresent();
    }

    /** Whether it only looks, so that it may be sent as often as one likes. */
    boolean isRead() {
        return request.method().equals("GET");
    }

    /** Splits as a shell does: quotes, backslashes, variables, a backslash at a line's end. */
    private static List<String> words(String command, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            if (quote == 0 && c == '\\' && i + 1 < command.length() && command.charAt(i + 1) == '\n') {
                i++;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if ((c == '\'' && quote != '"') || (c == '"' && quote != '\'')) {
                quote = quote == 0 ? c : 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
                word.append(command.charAt(++i));
            } else if (c == '$' && quote != '\'') {
                int end = i + 1;
                while (end < command.length()
                        && (Character.isLetterOrDigit(command.charAt(end)) || command.charAt(end) == '_')) {
                    end++;
                }
                String name = command.substring(i + 1, end);
                if (!variables.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "an example uses $" + name + ", which nothing before it captures");
                }
                word.append(variables.get(name));
                i = end - 1;
            } else {
                word.append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
