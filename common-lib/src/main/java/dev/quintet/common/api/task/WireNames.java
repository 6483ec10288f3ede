package dev.quintet.common.api.task;

import java.util.Locale;

/** How the constants of this package are written in JSON: in lower case. */
final class WireNames {
    private WireNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
