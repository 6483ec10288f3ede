package dev.quintet.workload.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

/** The threads of a run, started together and ended together. */
final class Crew {

    private static final Logger LOG = Logger.getLogger(Crew.class);

    private final List<Thread> threads = new ArrayList<>();
    private final List<JdbcLink> links;
    private final AtomicInteger atWork;
    private final Runnable whenGone;
    private volatile boolean broken;

    /** @param whenGone called once, by the last worker that ends */
    Crew(List<Worker> workers, List<JdbcLink> links, ThreadFactory factory, Runnable whenGone) {
        this.links = List.copyOf(links);
        this.atWork = new AtomicInteger(workers.size());
        this.whenGone = whenGone;
        for (Worker worker : workers) {
            threads.add(factory.newThread(() -> work(worker)));
        }
    }

    private void work(Worker worker) {
        try {
            worker.run();
        } catch (RuntimeException e) {
            broken = true;
            LOG.error("A worker ended by an unexpected error", e);
        } finally {
            if (atWork.decrementAndGet() == 0) {
                whenGone.run();
            }
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Makes waiting workers look whether something changed. */
    void wake() {
        threads.forEach(LockSupport::unpark);
    }

    /** Whether a worker ended by an error of this program. */
    boolean broken() {
        return broken;
    }

    int atWork() {
        return atWork.get();
    }

    /** Cuts the connections of workers that still wait for the database; returns these. */
    List<JdbcLink> cutOff() {
        List<JdbcLink> cut = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            if (threads.get(i).isAlive()) {
                cut.add(links.get(i));
                links.get(i).cutOff();
            }
        }
        return cut;
    }
}
