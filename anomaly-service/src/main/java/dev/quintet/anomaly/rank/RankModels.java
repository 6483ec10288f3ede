package dev.quintet.anomaly.rank;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import dev.quintet.anomaly.metric.MetricCatalog;
import dev.quintet.common.api.anomaly.CauseModelInfo;

/** The models that there are to rank by, and their loading, one at a time and never on a thread that ranks. */
@Singleton
public class RankModels {
    public static final String DISTANCE = "distance";
    public static final String BUNDLED = "bundled";
    public static final String PATH = "model-path";

    private static final Logger LOG = Logger.getLogger(RankModels.class);

    private final LiveRanker live;
    private final MetricCatalog catalog;
    private final String path;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(task -> new Thread(task, "rank-model"));

    RankModels(LiveRanker live, MetricCatalog catalog, RankModelConfig config) {
        this.live = live;
        this.catalog = catalog;
        this.path = config.modelPath();
    }

    /** The service is up before the model is; TensorFlow's libraries alone take a second, unpacked at first ten. */
    void load(@Observes StartupEvent start) {
        loader.execute(() -> {
            try {
                activate(path.equals(BUNDLED) ? BUNDLED : PATH);
            } catch (RankModelException e) {
                LOG.infof("ranks come from the distance ranker: %s", e.getMessage());
                live.useDistance(e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("the model at the start cannot be loaded", e);
                live.useDistance("the model cannot be loaded; the log says why");
            }
        });
    }

    public List<String> ids() {
        return path.equals(BUNDLED) ? List.of(BUNDLED, DISTANCE) : List.of(PATH, BUNDLED, DISTANCE);
    }

    /** All of them; what speaks says why. */
    public List<CauseModelInfo> infos() {
        LiveRanker.State state = live.state();
        return ids().stream()
                .map(id -> {
                    boolean active = id.equals(state.id().orElse(DISTANCE));
                    return new CauseModelInfo(
                            id,
                            CauseModelInfo.RANK,
                            active,
                            active ? state.reason() : null,
                            null,
                            0,
                            metadata(id, state).map(RankModelMetadata::classes).orElse(List.of()),
                            0,
                            null,
                            null);
                })
                .toList();
    }

    /** What the model says of itself; empty for one that is not loaded, unless it comes with the service. */
    static Optional<RankModelMetadata> metadata(String id, LiveRanker.State state) {
        if (id.equals(BUNDLED)) {
            return Optional.of(BundledModel.metadata());
        }
        return state.ranker().filter(ranker -> state.id().orElse("").equals(id)).map(ranker -> ranker.model()
                .metadata());
    }

    /** Where a model is looked for. */
    String path() {
        return path;
    }

    /**
     * Has this one speak from now on, loaded anew.
     *
     * @param id one of {@link #ids}
     * @throws RankModelException with one line if it cannot be used; then nothing changes
     */
    public synchronized void activate(String id) {
        if (id.equals(DISTANCE)) {
            live.useDistance("it was chosen");
            return;
        }
        RankModel model = id.equals(BUNDLED) ? BundledModel.load() : RankModel.load(folder());
        try {
            live.use(id, new TensorFlowRanker(model, catalog));
        } catch (RankModelException e) {
            model.close();
            throw e;
        }
        LOG.infof("ranks come from the model %s (%s)", model.metadata().name(), id);
    }

    private Path folder() {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new RankModelException("MODEL_PATH cannot be a folder's name");
        }
    }

    @PreDestroy
    void close() {
        loader.shutdownNow();
        live.useDistance("the service ends");
    }
}
