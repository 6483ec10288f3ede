package dev.quintet.task.submission;

import java.lang.reflect.Proxy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.quintet.common.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiSwitchTest {
    private static ContainerRequestContext request(String path) {
        UriInfo uri = answering(UriInfo.class, "getPath", path);
        return answering(ContainerRequestContext.class, "getUriInfo", uri);
    }

    private static <T> T answering(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, with) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            throw new UnsupportedOperationException(called.getName());
        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks",
                "/api/tasks/batch",
                "/api/queues",
                "/api/schedules/x",
                "/items",
                "/items/",
                "/items/5"
            })
    void aProcessThatOnlyRunsTasksHasNoApi(String path) {
        assertThatThrownBy(() -> new ApiSwitch(() -> () -> false).check(request(path)))
                .isInstanceOfSatisfying(ProblemException.class, off -> {
                    assertThat(off.status()).isEqualTo(404);
                    assertThat(off.slug()).isEqualTo("api-off");
                })
                .hasMessageContaining("quintet.tasks.api.enabled is false");
        assertThatCode(() -> new ApiSwitch(() -> () -> true).check(request(path)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/debug/config", "/debug/profile", "/q/metrics", "/itemsets"})
    void itsHealthAndDebuggingStay(String path) {
        assertThatCode(() -> new ApiSwitch(() -> () -> false).check(request(path)))
                .doesNotThrowAnyException();
    }
}
