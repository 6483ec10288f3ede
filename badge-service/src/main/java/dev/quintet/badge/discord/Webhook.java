package dev.quintet.badge.discord;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One Discord webhook. Blocking.
 *
 * @see <a href="https://discord.com/developers/docs/resources/webhook#execute-webhook">Execute Webhook</a>
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Rate limits</a>
 */
final class Webhook {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Where Discord limits without saying for how long. */
    private static final Duration UNSAID = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_NOTE = 200;

    private final URI address;
    private final URI post;
    private final Duration timeout;
    private final ObjectMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    Webhook(URI address, Duration timeout, ObjectMapper json) {
        this.address = address;
        // wait=true: Discord answers when the message is there, and says so when it is not.
        this.post = URI.create(address + (address.getQuery() == null ? "?" : "&") + "wait=true");
        this.timeout = timeout;
        this.json = json;
    }

    /** Posts text. People may be mentioned in it, everyone and roles not, whatever names people have. */
    PostResult post(String content) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(post)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(write(content)))
                .build();
        try {
            return read(client.send(request, BodyHandlers.ofString()));
        } catch (HttpConnectTimeoutException | ConnectException | UnresolvedAddressException unreached) {
            return new PostResult.Failed(unreached.toString());
        } catch (IOException broken) {
            return new PostResult.Unanswered(broken.toString());
        }
    }

    /** Whether the webhook answers for itself now; posts nothing. */
    boolean isThere() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(timeout).GET().build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    private PostResult read(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == 429) {
            return new PostResult.Limited(retryAfter(answer));
        }
        if (status == 401 || status == 403 || status == 404) {
            return new PostResult.Gone(status);
        }
        if (status >= 500) {
            return new PostResult.Failed("Discord answered " + status);
        }
        if (status >= 300) {
            String why = "Discord answered " + status + ": " + answer.body();
            return new PostResult.Refused(why.substring(0, Math.min(MAX_NOTE, why.length())));
        }
        return new PostResult.Posted(parse(answer.body()).path("id").asText(""), bucketPause(answer.headers()));
    }

    private Duration retryAfter(HttpResponse<String> answer) {
        JsonNode seconds = parse(answer.body()).path("retry_after");
        if (seconds.isNumber()) {
            return seconds(seconds.doubleValue());
        }
        return answer.headers()
                .firstValue("Retry-After")
                .flatMap(Webhook::seconds)
                .orElse(UNSAID);
    }

    /** An empty bucket fills again after the time that Discord names. */
    private static Duration bucketPause(HttpHeaders headers) {
        boolean empty = headers.firstValue("X-RateLimit-Remaining")
                .map(left -> left.strip().equals("0"))
                .orElse(false);
        return empty
                ? headers.firstValue("X-RateLimit-Reset-After")
                        .flatMap(Webhook::seconds)
                        .orElse(UNSAID)
                : Duration.ZERO;
    }

    private static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(seconds(Double.parseDouble(text.strip())));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Duration seconds(double seconds) {
        if (Double.isNaN(seconds)) {
            return UNSAID;
        }
        return Duration.ofMillis((long) Math.ceil(Math.max(0, Math.min(seconds, (double) LONGEST.toSeconds())) * 1000));
    }

    private JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException notJson) {
            return json.missingNode();
        }
    }

    private String write(String content) {
        try {
            return json.writeValueAsString(
                    Map.of("content", content, "allowed_mentions", Map.of("parse", new String[] {"users"})));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("text that is not JSON", impossible);
        }
    }
}
