package dev.quintet.anomaly.model;

import java.time.Instant;

import dev.quintet.anomaly.diagnosis.LabelledEpisode;

/**
 * A labelled anomaly as it is kept.
 *
 * @param id its number
 */
record StoredExample(long id, LabelledEpisode episode) {
    String cause() {
        return episode.cause();
    }

    Instant since() {
        return episode.since();
    }
}
