package dev.quintet.local.client;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.quintet.local.client.FakeGateway.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpectTest {

    @Test
    void aWholeProblemPasses() throws Exception {
        assertThat(Expect.problem(answer(Reply.problem(404, "not-found")), 404)
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void aProblemWithoutOneOfItsPartsIsCaught() {
        String whole = Reply.problem(404, "not-found").body();
        for (String part : List.of("urn:quintet:problem:", "title", "\"status\"", "detail", "instance", "traceId")) {
            assertThat(whole).contains(part);
            Reply broken = new Reply(404, "application/problem+json", whole.replace(part, "x"), Map.of());
            assertThatThrownBy(() -> Expect.problem(answer(broken), 404))
                    .as(part)
                    .isInstanceOf(WrongAnswerException.class);
        }
    }

    @Test
    void aProblemOfAnotherTypeOrStatusIsCaught() {
        Reply plain = new Reply(
                404, "application/json", Reply.problem(404, "not-found").body(), Map.of());
        assertThatThrownBy(() -> Expect.problem(answer(plain), 404)).hasMessageContaining("content type");
        assertThatThrownBy(() -> Expect.problem(answer(Reply.problem(500, "internal")), 404))
                .hasMessageStartingWith("status 500 instead of 404");
    }

    @Test
    void aRefusedFieldHasToBeNamed() throws Exception {
        String body = Reply.problem(422, "invalid").body();
        String errors = "\"errors\":[{\"loc\":[\"body\",\"price\"],\"msg\":\"is required\"}],";
        Reply reply = new Reply(422, "application/problem+json", "{" + errors + body.substring(1), Map.of());
        assertThat(Expect.invalid(answer(reply), "price").path("errors").size()).isEqualTo(1);
        assertThatThrownBy(() -> Expect.invalid(answer(reply), "name")).hasMessageContaining("no error names name");
    }

    @Test
    void aLinkThatLeadsAroundTheGatewayIsCaught() throws Exception {
        URI gateway = URI.create("http://localhost:8080");
        Expect.location(located("/api/tasks/1"), gateway, "/api/tasks/1");
        Expect.location(located("http://localhost:8080/api/tasks/1"), gateway, "/api/tasks/1");
        assertThatThrownBy(() -> Expect.location(located("http://localhost:8000/api/tasks/1"), gateway, "/api/tasks/1"))
                .isInstanceOf(WrongAnswerException.class);
    }

    private static Answer located(String location) {
        return new Answer(202, HttpHeaders.of(Map.of("Location", List.of(location)), (name, value) -> true), "", 1);
    }

    @Test
    void aBodyThatIsNoJsonIsCaught() {
        for (String body : List.of("", "{", "{} {}x", "<html>")) {
            assertThatThrownBy(() -> Expect.json(answer(new Reply(200, "application/json", body, Map.of())), 200))
                    .as(body)
                    .isInstanceOf(WrongAnswerException.class);
        }
    }

    private static Answer answer(Reply reply) {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("Content-Type", List.of(reply.type() + "; charset=utf-8")), (name, value) -> true);
        return new Answer(reply.status(), headers, reply.body(), 1);
    }
}
