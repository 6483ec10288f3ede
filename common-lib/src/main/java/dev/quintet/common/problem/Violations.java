package dev.quintet.common.problem;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Turns a violated constraint into the place on the wire that it is about. */
final class Violations {
    static final Comparator<FieldError> ORDER = Comparator.comparing(
                    (FieldError error) -> String.join(".", error.loc()))
            .thenComparing(FieldError::msg);

    private Violations() {}

    static FieldError toFieldError(ConstraintViolation<?> violation) {
        List<String> loc = new ArrayList<>();
        Method method = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                method = method(violation.getRootBeanClass(), node.as(Path.MethodNode.class));
            } else if (node.getKind() == ElementKind.PARAMETER) {
                addParameter(loc, method, node.as(Path.ParameterNode.class));
            } else {
                if (loc.isEmpty()) {
                    loc.add("body");
                }
                if (node.getIndex() != null) {
                    loc.add(node.getIndex().toString());
                }
                if (node.getKey() != null) {
                    loc.add(node.getKey().toString());
                }
                if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
                    loc.add(wireName(violation, node.getName()));
                }
            }
        }
        return new FieldError(loc.isEmpty() ? List.of("body") : loc, violation.getMessage());
    }

    /** The uppermost declaration: the subclasses that CDI generates leave the annotations of parameters out. */
    private static Method method(Class<?> resource, Path.MethodNode node) {
        Class<?>[] parameters = node.getParameterTypes().toArray(Class<?>[]::new);
        Method uppermost = null;
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            for (Method candidate : type.getDeclaredMethods()) {
                if (candidate.getName().equals(node.getName())
                        && Arrays.equals(candidate.getParameterTypes(), parameters)) {
                    uppermost = candidate;
                }
            }
        }
        return uppermost;
    }

    private static void addParameter(List<String> loc, Method method, Path.ParameterNode node) {
        if (method != null) {
            Parameter parameter = method.getParameters()[node.getParameterIndex()];
            for (Annotation annotation : parameter.getAnnotations()) {
                if (annotation instanceof QueryParam given) {
                    loc.addAll(List.of("query", given.value()));
                } else if (annotation instanceof PathParam given) {
                    loc.addAll(List.of("path", given.value()));
                } else if (annotation instanceof HeaderParam given) {
                    loc.addAll(List.of("header", given.value()));
                } else if (annotation instanceof RestQuery given) {
                    loc.addAll(List.of("query", given.value().isEmpty() ? node.getName() : given.value()));
                } else if (annotation instanceof RestPath given) {
                    loc.addAll(List.of("path", given.value().isEmpty() ? node.getName() : given.value()));
                } else if (annotation instanceof RestHeader given) {
                    loc.addAll(List.of("header", given.value().isEmpty() ? node.getName() : given.value()));
                }
            }
        }
        if (loc.isEmpty()) {
            loc.add("body");
        }
    }

    private static String wireName(ConstraintViolation<?> violation, String property) {
        Object bean = violation.getLeafBean();
        if (bean != null && bean.getClass().isRecord()) {
            for (var component : bean.getClass().getRecordComponents()) {
                if (component.getName().equals(property)) {
                    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
                    return named == null || named.value().isEmpty() ? property : named.value();
                }
            }
        }
        return property;
    }
}
