package dev.quintet.anomaly.workload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.anomaly.http.BoundedHttp;
import dev.quintet.common.api.workload.RunDocument;
import dev.quintet.common.api.workload.WorkloadAnswer;
import dev.quintet.common.api.workload.WorkloadRequest;
import dev.quintet.common.security.Caller;
import dev.quintet.common.security.CallerTokens;
import dev.quintet.common.security.InternalSecurity;
import dev.quintet.common.security.Roles;

/** The workload-service over REST, called as an operator in this service's name. */
@Singleton
final class HttpWorkloads implements Workloads {
    private static final String AUDIENCE = "workload-service";
    private static final Caller SELF = new Caller("anomaly-service", Set.of(Roles.OPERATOR));
    /** A report has a line a second, some hundred bytes a node. */
    private static final int MOST_BYTES = 64 << 20;

    private final URI url;
    private final Duration timeout;
    private final Optional<CallerTokens> tokens;
    private final ObjectMapper json;
    private final BoundedHttp http = new BoundedHttp(MOST_BYTES);

    @Inject
    HttpWorkloads(WorkloadConfig config, InternalSecurity security, ObjectMapper json) {
        this(config.url(), config.timeout(), security.callerTokens(), json);
    }

    HttpWorkloads(URI url, Duration timeout, Optional<CallerTokens> tokens, ObjectMapper json) {
        this.url = url;
        this.timeout = timeout;
        this.tokens = tokens;
        this.json = json;
    }

    @Override
    public String start(WorkloadRequest request) {
        return read(post("/api/workload/start", request), WorkloadAnswer.class).id();
    }

    @Override
    public void stop(String id) {
        try {
            post("/api/workload/stop/" + id, null);
        } catch (WorkloadException e) {
            if (e.answered() != 404) {
                throw e;
            }
        }
    }

    @Override
    public RunDocument document(String id) {
        String path = "/api/workload/runs/" + id + "/report?format=json";
        return read(send(path, request(path).GET()), RunDocument.class);
    }

    private String post(String path, Object body) {
        try {
            String text = body == null ? "" : json.writeValueAsString(body);
            return send(
                    path,
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(text)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request that is no JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
        tokens.ifPresent(known -> request.header(CallerTokens.HEADER, known.sign(SELF, AUDIENCE)));
        return request;
    }

    private String send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), timeout);
            if (answer.statusCode() / 100 != 2) {
                throw new WorkloadException(
                        answer.statusCode(), "the workload-service refuses " + path + ": " + detail(answer), null);
            }
            return answer.body();
        } catch (IOException e) {
            throw new WorkloadException(0, "the workload-service at " + url + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkloadException(0, "interrupted while the workload-service was asked", e);
        }
    }

    private String detail(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body()).path("detail").asText("status " + answer.statusCode());
        } catch (JsonProcessingException e) {
            return "status " + answer.statusCode();
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new WorkloadException(200, "the workload-service's answer is not understood", e);
        }
    }
}
