package dev.quintet.local.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.quintet.local.engine.Engine;
import dev.quintet.local.engine.EngineException;
import dev.quintet.local.process.ChildProcess;

/**
 * An engine under supervision.
 *
 * @param engine not started
 */
public record EngineUnit(Engine engine) implements Unit {

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Tier tier() {
        return Tier.ENGINE;
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public int port() {
        return engine.port();
    }

    @Override
    public String address() {
        return engine.host() + ":" + engine.port();
    }

    @Override
    public Path logFile() {
        return engine.logFile();
    }

    @Override
    public ChildProcess launch() throws StartFailure {
        try {
            engine.launch();
        } catch (EngineException e) {
            throw new StartFailure(e.getMessage(), e);
        }
        return engine.process().orElseThrow();
    }

    @Override
    public boolean isReady() {
        return engine.isServing();
    }

    @Override
    public String stopSignal() {
        return engine.stopSignal();
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(15);
    }
}
