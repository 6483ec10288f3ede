package dev.quintet.common.api.gateway;

import java.util.List;

/** All API keys, oldest first. */
public record KeyList(List<KeyView> keys) {
    public KeyList {
        keys = List.copyOf(keys);
    }
}
