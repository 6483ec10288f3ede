package dev.quintet.deploy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds what a resource of Kubernetes has that its model does not know: an API server would refuse it. */
final class UnknownFields {
    private UnknownFields() {}

    /** The names of unknown fields, anywhere inside. */
    static List<String> of(Object resource) {
        List<String> unknown = new ArrayList<>();
        look(resource, unknown);
        return unknown;
    }

    private static void look(Object value, List<String> unknown) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> look(each, unknown));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> look(each, unknown));
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model.")) {
            for (Method getter : value.getClass().getMethods()) {
                if (getter.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) read(getter, value)).keySet().forEach(key -> unknown.add(key.toString()));
                } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    look(read(getter, value), unknown);
                }
            }
        }
    }

    private static Object read(Method getter, Object value) {
        try {
            return getter.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(getter.toString(), e);
        }
    }
}
