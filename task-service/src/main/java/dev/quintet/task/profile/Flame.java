package dev.quintet.task.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** A method as it was called by those below it, and how many samples found it there. */
final class Flame {
    private static final String CPU_SAMPLE = "jdk.ExecutionSample";

    private final String name;
    private final Map<String, Flame> calls = new TreeMap<>();
    private long samples;

    private Flame(String name) {
        this.name = name;
    }

    /** All threads' samples of a recording, merged by their stacks. */
    static Flame of(Path recording) throws IOException {
        Flame all = new Flame("all");
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(CPU_SAMPLE) && event.getStackTrace() != null) {
                    all.add(event.getStackTrace().getFrames());
                }
            }
        }
        return all;
    }

    private void add(List<RecordedFrame> stack) {
        samples++;
        Flame at = this;
        // The last frame is the outermost.
        for (int i = stack.size() - 1; i >= 0; i--) {
            at = at.calls.computeIfAbsent(title(stack.get(i)), Flame::new);
            at.samples++;
        }
    }

    private static String title(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return method.getType().getName() + "." + method.getName();
    }

    @JsonProperty("n")
    String name() {
        return name;
    }

    @JsonProperty("s")
    long samples() {
        return samples;
    }

    @JsonProperty("c")
    List<Flame> calls() {
        return List.copyOf(calls.values());
    }
}
