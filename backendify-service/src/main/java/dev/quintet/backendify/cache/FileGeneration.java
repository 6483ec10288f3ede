package dev.quintet.backendify.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/** One file of the file store, with the companies of one stretch of time. Used by one thread. */
final class FileGeneration {
    private static final int PAGE_BYTES = 4_096;
    private static final int MEGABYTES_OF_PAGES = 1;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, byte[]> companies;
    private long newestSecond;

    FileGeneration(Path file) {
        this.file = file;
        // No thread of its own and no old versions: this is a cache, written by one thread and lost without harm.
        this.store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCompactFillRate(0)
                .cacheSize(MEGABYTES_OF_PAGES)
                .pageSplitSize(PAGE_BYTES)
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        this.companies = store.openMap(
                "companies",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    Optional<byte[]> get(String key) {
        return Optional.ofNullable(companies.get(key));
    }

    boolean contains(String key) {
        return companies.containsKey(key);
    }

    void put(String key, byte[] stored, long nowEpochSecond) {
        companies.put(key, stored);
        newestSecond = Math.max(newestSecond, nowEpochSecond - StoredCompany.age(stored, nowEpochSecond));
    }

    void remove(String key) {
        companies.remove(key);
    }

    void commit() {
        store.commit();
    }

    /** Companies in the file. */
    long entries() {
        return companies.sizeAsLong();
    }

    /** Bytes of the file. */
    long bytes() {
        return store.getFileStore().size();
    }

    /** When the youngest company in it was stored, in seconds of the epoch; 0 if there is none. */
    long newestSecond() {
        return newestSecond;
    }

    /** Closes the file and removes it. */
    void drop() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(file);
    }
}
