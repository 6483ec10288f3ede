package dev.quintet.anomaly.model;

import java.time.Instant;
import java.util.List;

import dev.quintet.common.api.anomaly.CauseModelInfo;

/**
 * A version of the model.
 *
 * @param id its number, 0 = not stored yet
 * @param examples the numbers of those that it was learned from
 * @param heldBack how many examples it was measured on
 * @param named the part of them that it named right; null without any
 * @param before the part that what was in use before named right
 */
record StoredModel(
        long id,
        Instant createdAt,
        List<Long> examples,
        List<String> causes,
        int heldBack,
        Double named,
        Double before,
        boolean active) {
    StoredModel {
        examples = List.copyOf(examples);
        causes = List.copyOf(causes);
    }

    String name() {
        return "v" + id;
    }

    CauseModelInfo info() {
        return new CauseModelInfo(
                name(),
                CauseModelInfo.CAUSES,
                active,
                null,
                createdAt,
                examples.size(),
                causes,
                heldBack,
                named,
                before);
    }
}
