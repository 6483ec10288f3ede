package dev.quintet.common.problem;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

/** Which methods an address takes: a 405 has to say so, and Quarkus REST does not. */
@Singleton
class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^{}:]+(?::\\s*([^{}]+(?:\\{[^{}]*}[^{}]*)*))?}");

    private record Endpoint(String method, Pattern path) {}

    private final List<Endpoint> endpoints = new ArrayList<>();

    AllowedMethods(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(this::add);
    }

    private void add(Class<?> resource) {
        String base = resource.getAnnotation(Path.class).value();
        for (Method method : resource.getMethods()) {
            Path path = method.getAnnotation(Path.class);
            Pattern pattern = pattern(base + "/" + (path == null ? "" : path.value()));
            Stream.of(method.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(verb -> verb != null)
                    .forEach(verb -> endpoints.add(new Endpoint(verb.value(), pattern)));
        }
    }

    /** The methods of an address, in order, by comma; empty for an address that nothing serves. */
    String of(String path) {
        String normal = normal(path);
        TreeSet<String> allowed = new TreeSet<>();
        for (Endpoint endpoint : endpoints) {
            if (endpoint.path().matcher(normal).matches()) {
                allowed.add(endpoint.method());
                if (endpoint.method().equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        return String.join(", ", allowed);
    }

    private static Pattern pattern(String template) {
        StringBuilder regex = new StringBuilder();
        var parameters = PARAMETER.matcher(normal(template));
        String text = normal(template);
        int end = 0;
        while (parameters.find()) {
            regex.append(Pattern.quote(text.substring(end, parameters.start())));
            regex.append('(')
                    .append(parameters.group(1) == null ? "[^/]+" : parameters.group(1))
                    .append(')');
            end = parameters.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(text.substring(end))).toString());
    }

    private static String normal(String path) {
        String slashed = ("/" + path).replaceAll("/+", "/");
        return slashed.length() > 1 && slashed.endsWith("/") ? slashed.substring(0, slashed.length() - 1) : slashed;
    }
}
