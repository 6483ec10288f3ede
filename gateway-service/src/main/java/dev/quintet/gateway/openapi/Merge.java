package dev.quintet.gateway.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;

import dev.quintet.gateway.route.Access;
import dev.quintet.gateway.route.Route;
import dev.quintet.gateway.route.Routing;

/**
 * Makes one document of the services' own: only paths that the gateway passes on to that service, component names and
 * operation ids made unique, and the security that the route table really asks for.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1.0</a>
 */
final class Merge {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String PROBLEM = "#/components/responses/Problem";

    private final Routing routing;
    private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
    private final ObjectNode paths;
    private final ObjectNode components;
    private final Set<String> operationIds = new HashSet<>();
    private final Set<String> tags = new TreeSet<>();
    private final ArrayNode tagList;

    /** @param frame what all documents share: title, security schemes, the form of problems */
    Merge(Routing routing, ObjectNode frame) {
        this.routing = routing;
        merged.setAll(frame);
        tagList = merged.putArray("tags");
        paths = merged.putObject("paths");
        components = merged.withObject("/components");
    }

    /** Adds what a service documents; the document is used up. */
    void add(ServiceDocument service) {
        service.document().withObject("/" + ServiceDocument.COMPONENTS).remove("securitySchemes");
        service.renameClashes(components);
        service.document().path(ServiceDocument.COMPONENTS).properties().forEach(section -> {
            ObjectNode of = components.withObject("/" + section.getKey());
            section.getValue().properties().forEach(one -> of.set(one.getKey(), one.getValue()));
        });
        service.document().path("tags").forEach(tag -> {
            if (tags.add(tag.path("name").asText())) {
                tagList.add(tag);
            }
        });
        service.document().path("paths").properties().forEach(path -> {
            Optional<Route> route = routing.find(path.getKey().replaceAll("\\{[^}]*}", "x"));
            if (route.isPresent() && route.get().service().equals(service.service()) && !paths.has(path.getKey())) {
                ObjectNode item = (ObjectNode) path.getValue();
                METHODS.stream()
                        .filter(item::has)
                        .sorted()
                        .forEach(method -> complete((ObjectNode) item.get(method), method, path.getKey(), route.get()));
                paths.set(path.getKey(), item);
            }
        });
    }

    private void complete(ObjectNode operation, String method, String path, Route route) {
        String given = operation.path("operationId").asText("");
        String wanted = given.isEmpty() ? (method + path).replaceAll("[^A-Za-z0-9]+", "_") : given;
        String id = wanted;
        for (int n = 2; !operationIds.add(id); n++) {
            id = route.service() + "_" + wanted + (n > 2 ? "_" + n : "");
        }
        operation.put("operationId", id);
        Access access = route.access(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)));
        ArrayNode security = operation.putArray("security");
        if (!access.isPublic()) {
            components.path("securitySchemes").fieldNames().forEachRemaining(scheme -> security.addObject()
                    .putArray(scheme));
            ArrayNode roles = operation.putArray("x-quintet-roles");
            access.roles().stream().sorted().forEach(roles::add);
        }
        ObjectNode responses = operation.withObject("/responses");
        if (!access.isPublic()) {
            refer(responses, "401");
            refer(responses, "403");
        }
        if (route.limits().rate().isPresent()) {
            refer(responses, "429");
        }
        refer(responses, "default");
    }

    private static void refer(ObjectNode responses, String status) {
        if (!responses.has(status)) {
            responses.putObject(status).put("$ref", PROBLEM);
        }
    }

    /** @param absent services whose document is not known, as they could not be asked yet */
    ObjectNode finish(List<String> absent) {
        if (!absent.isEmpty()) {
            ArrayNode list = merged.putArray("x-quintet-absent");
            absent.forEach(list::add);
        }
        new SchemaExamples(merged).complete();
        return merged;
    }
}
