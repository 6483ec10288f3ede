package dev.quintet.workload.run;

import java.util.List;
import java.util.function.Consumer;

import org.HdrHistogram.Histogram;
import org.jboss.logging.Logger;

import dev.quintet.common.api.workload.RunReport;
import dev.quintet.common.api.workload.RunView;

/** Tells several listeners; one that fails keeps neither the others nor the run from going on. */
final class RunListeners implements RunListener {

    private static final Logger LOG = Logger.getLogger(RunListeners.class);

    private final List<RunListener> listeners;

    RunListeners(List<RunListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    private void tell(Consumer<RunListener> what) {
        for (RunListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s failed", listener.getClass().getSimpleName());
            }
        }
    }

    @Override
    public void created(RunView run) {
        tell(listener -> listener.created(run));
    }

    @Override
    public void started(RunView run) {
        LOG.infof("%s %s of %s on %s began", run.kind(), run.id(), run.type(), run.target());
        tell(listener -> listener.started(run));
    }

    @Override
    public void phase(RunView run, RunReport report) {
        tell(listener -> listener.phase(run, report));
    }

    @Override
    public void reported(String run, RunReport report) {
        tell(listener -> listener.reported(run, report));
    }

    @Override
    public void ended(RunView run, Histogram latency) {
        LOG.infof("%s %s is %s: %s", run.kind(), run.id(), run.status(), run.message());
        tell(listener -> listener.ended(run, latency));
    }
}
