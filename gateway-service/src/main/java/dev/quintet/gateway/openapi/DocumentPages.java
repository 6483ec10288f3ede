package dev.quintet.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /q/openapi}, and Swagger UI and ReDoc to look at it: from the class path, without the internet. */
@Singleton
class DocumentPages {
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final String PAGES = "META-INF/resources/console/";
    private static final String SWAGGER = "swagger-ui";
    private static final String REDOC = "redoc";

    /** What each page loads, and the artefact it is in. */
    private static final Map<String, String> ASSETS = Map.of(
            "/docs/swagger-ui.css", SWAGGER,
            "/docs/swagger-ui-bundle.js", SWAGGER,
            "/redoc/redoc.standalone.js", REDOC);

    /** ReDoc's page asks for its maker's sign elsewhere; the policy would stop that, and the browser complain. */
    private static final String SIGN_ELSEWHERE = "https://cdn.redoc.ly/redoc/logo-mini.svg";

    private static final String SIGN_HERE = "/console/icon.svg";

    /** Both set styles from scripts; ReDoc searches in a worker that it makes from a blob. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; object-src 'none'";

    private final Documents documents;
    private final Vertx vertx;

    DocumentPages(Documents documents, Vertx vertx) {
        this.documents = documents;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        router.get("/q/openapi").handler(this::document);
        router.get("/docs").handler(context -> page(context, "docs.html"));
        router.get("/redoc").handler(context -> page(context, "redoc.html"));
        ASSETS.forEach((path, artefact) -> router.get(path).handler(context -> asset(context, artefact)));
    }

    private void document(RoutingContext context) {
        documents
                .merged()
                .onSuccess(json -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-cache")
                        .end(json))
                .onFailure(context::fail);
    }

    private void page(RoutingContext context, String name) {
        context.response()
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        send(context, () -> read(PAGES + name));
    }

    private void asset(RoutingContext context, String artefact) {
        String name =
                context.normalizedPath().substring(context.normalizedPath().lastIndexOf('/') + 1);
        context.response()
                .putHeader("Content-Type", name.endsWith(".css") ? "text/css" : "text/javascript")
                .putHeader("Cache-Control", "public, max-age=3600");
        send(context, () -> {
            Buffer content = read(WEBJARS + artefact + "/" + version(artefact) + "/" + name);
            return artefact.equals(REDOC)
                    ? Buffer.buffer(content.toString().replace(SIGN_ELSEWHERE, SIGN_HERE))
                    : content;
        });
    }

    private void send(RoutingContext context, Callable<Buffer> content) {
        vertx.executeBlocking(content, false).onSuccess(context::end).onFailure(context::fail);
    }

    /** The artefact's own word: its version is part of the paths in it. */
    private static String version(String artefact) throws IOException {
        try (InputStream in = open("META-INF/maven/org.webjars/" + artefact + "/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }

    private static Buffer read(String resource) {
        try (InputStream in = open(resource)) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = DocumentPages.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("no resource " + resource);
        }
        return in;
    }
}
