package dev.quintet.task.handler;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.common.problem.FieldError;
import dev.quintet.common.problem.JsonProblems;

/** All handlers by type; reads payloads and writes results for them. */
public final class Handlers {
    private final ObjectMapper mapper;
    private final int maxResultBytes;
    private final Map<String, Entry> byType = new TreeMap<>();

    private record Entry(TaskHandler<Object, Object> handler, JavaType input) {}

    /** @param maxResultBytes the longest result, as JSON in UTF-8 */
    public Handlers(Iterable<TaskHandler<?, ?>> handlers, ObjectMapper mapper, int maxResultBytes) {
        this.mapper = mapper;
        this.maxResultBytes = maxResultBytes;
        for (TaskHandler<?, ?> handler : handlers) {
            add(handler);
        }
    }

    // The payload is read as the handler's declared input, so its type always fits.
    @SuppressWarnings("unchecked")
    private void add(TaskHandler<?, ?> handler) {
        JavaType input = mapper.constructType(inputOf(handler.getClass()));
        Entry other = byType.put(handler.type(), new Entry((TaskHandler<Object, Object>) handler, input));
        if (other != null) {
            throw new IllegalStateException("two handlers of type " + handler.type());
        }
    }

    private static Type inputOf(Class<?> handler) {
        for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
            for (Type declared : type.getGenericInterfaces()) {
                if (declared instanceof ParameterizedType parameters && parameters.getRawType() == TaskHandler.class) {
                    return parameters.getActualTypeArguments()[0];
                }
            }
        }
        throw new IllegalStateException(handler.getName() + " does not say what its input is");
    }

    /** In alphabetical order. */
    public Set<String> types() {
        return byType.keySet();
    }

    /**
     * Runs the type's handler.
     *
     * @param payload JSON text
     * @return the result as JSON text
     * @throws PermanentFailure when the type is unknown, the payload does not fit, or the result is too long
     */
    public String run(String type, String payload, TaskContext context) throws Exception {
        Entry entry = byType.get(type);
        if (entry == null) {
            throw new PermanentFailure("unknown-type", "There is no handler of type " + type + ".", null);
        }
        Object input;
        try {
            input = mapper.readValue(payload, entry.input());
        } catch (JsonProcessingException misfit) {
            throw new PermanentFailure("payload", misfit(misfit), misfit);
        }
        byte[] result = mapper.writeValueAsBytes(entry.handler().handle(input, context));
        if (result.length > maxResultBytes) {
            throw new PermanentFailure(
                    "result-too-large",
                    "The result has " + result.length + " bytes; at most " + maxResultBytes + " are kept.",
                    null);
        }
        return new String(result, StandardCharsets.UTF_8);
    }

    private static String misfit(JsonProcessingException exception) {
        if (!(exception instanceof JsonMappingException mapping)) {
            return "The payload does not fit.";
        }
        FieldError error = JsonProblems.fieldError("payload", mapping);
        return "The payload does not fit: " + String.join(".", error.loc()) + " " + error.msg() + ".";
    }
}
