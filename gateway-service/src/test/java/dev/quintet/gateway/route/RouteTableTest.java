package dev.quintet.gateway.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteTableTest {
    private static final RouteLimits LIMITS =
            new RouteLimits(1_000, Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty(), Optional.empty());

    private static Route route(String name, String... paths) {
        return new Route(name, "task", List.of(paths), Access.PUBLIC, new Access(Set.of("operator")), LIMITS);
    }

    private static String owner(RouteTable table, String path) {
        return table.find(path).map(Route::name).orElse("nobody");
    }

    @Test
    void anExactPathIsOwnedAloneAndAPrefixWithAllBelow() {
        RouteTable table = new RouteTable(List.of(route("exact", "/company", "/"), route("prefix", "/items/**")));
        assertThat(owner(table, "/company")).isEqualTo("exact");
        assertThat(owner(table, "/")).isEqualTo("exact");
        assertThat(owner(table, "/company/")).isEqualTo("nobody");
        assertThat(owner(table, "/company/1")).isEqualTo("nobody");
        assertThat(owner(table, "/items")).isEqualTo("prefix");
        assertThat(owner(table, "/items/")).isEqualTo("prefix");
        assertThat(owner(table, "/items/1/x")).isEqualTo("prefix");
        assertThat(owner(table, "/itemsize")).isEqualTo("nobody");
        assertThat(owner(table, "/Items")).isEqualTo("nobody");
    }

    @Test
    void theLongestOwnerWinsWhateverTheOrder() {
        for (boolean turned : new boolean[] {false, true}) {
            List<Route> routes =
                    List.of(route("short", "/api/**"), route("long", "/api/keys/**"), route("exact", "/api/keys/x"));
            List<Route> order = turned ? List.of(routes.get(2), routes.get(1), routes.get(0)) : routes;
            RouteTable table = new RouteTable(order);
            assertThat(owner(table, "/api/x")).isEqualTo("short");
            assertThat(owner(table, "/api/keys/y")).isEqualTo("long");
            assertThat(owner(table, "/api/keys/x")).isEqualTo("exact");
        }
    }

    @Test
    void aPathHasOneOwner() {
        assertThatThrownBy(() -> new RouteTable(List.of(route("a", "/x/**"), route("b", "/x/**"))))
                .hasMessage("quintet.gateway.routes.b.paths: '/x/**' is owned by route a too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "", "/a*", "/a/*/b", "/**", "/a//b", "/a?b", "/a b", "/%41", "/a/***"})
    void aMalformedPathIsNamed(String path) {
        assertThatThrownBy(() -> new RouteTable(List.of(route("a", path))))
                .isInstanceOf(WrongRoute.class)
                .hasMessageStartingWith("quintet.gateway.routes.a.paths: '" + path + "' must be");
    }

    @Test
    void readingAndWritingHaveRolesOfTheirOwn() {
        Route route = route("a", "/x");
        assertThat(List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS))
                .allSatisfy(
                        method -> assertThat(route.access(method).isPublic()).isTrue());
        assertThat(List.of(
                        HttpMethod.POST, HttpMethod.DELETE, HttpMethod.valueOf("PROPFIND"), HttpMethod.valueOf("get")))
                .allSatisfy(method -> assertThat(route.access(method).allows(Set.of("viewer")))
                        .isFalse());
        assertThat(route.access(HttpMethod.POST).allows(Set.of("viewer", "operator")))
                .isTrue();
    }
}
