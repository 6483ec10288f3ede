package dev.quintet.backendify.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FileSecondLevelTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private FileSecondLevel store;

    @BeforeEach
    void open() throws IOException {
        store = new FileSecondLevel(directory, 4 * MEGABYTE, Duration.ofHours(24), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsPutIsFoundAndWhatIsRemovedIsNot() {
        store.put("us1", company("Acme"));
        store.put("us2", company("Other"));
        assertThat(name(get("us1"))).isEqualTo("Acme");
        store.remove("us1");
        assertThat(get("us1")).isEmpty();
        assertThat(name(get("us2"))).isEqualTo("Other");
        store.clear();
        assertThat(get("us2")).isEmpty();
    }

    @Test
    void theFilesNeverOutgrowTheirBoundAndTheNewestCompaniesAreThere() throws IOException {
        byte[] large = company("n".repeat(2_000));
        for (int i = 0; i < 6_000; i++) {
            store.put("us" + i, large);
            if (i % 200 == 0) {
                get("us" + i);
                store.tick();
                assertThat(bytesOnDisk()).isLessThan(6 * MEGABYTE);
            }
        }
        assertThat(get("us5999")).isPresent();
        assertThat(get("us0")).isEmpty();
        assertThat(store.entries()).isBetween(1_000L, 3_500L);
    }

    @Test
    void aFileWhoseCompaniesHaveAllExpiredIsDeleted() throws IOException {
        store.put("us1", company("Acme"));
        assertThat(get("us1")).isPresent();
        clock.advance(Duration.ofHours(24).plusSeconds(1));
        store.tick();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(store.entries()).isZero());
        assertThat(bytesOnDisk()).isZero();
    }

    @Test
    void aBrokenStoreBeginsAnew() throws IOException {
        store.put("us1", company("n".repeat(3_000)));
        store.tick();
        assertThat(get("us1")).isPresent();
        store.close();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
        byte[] garbage = new byte[20_000];
        Arrays.fill(garbage, (byte) 7);
        Files.write(directory.resolve("companies-0.mv"), garbage);
        store = new FileSecondLevel(directory, 4 * MEGABYTE, Duration.ofHours(24), clock);
        store.put("us2", company("Acme"));
        assertThat(get("us2")).isPresent();
    }

    @Test
    void moreThanItsThreadCanDoIsForgottenAndNobodyWaits() {
        for (int i = 0; i < 100_000; i++) {
            store.put("us" + i, company("Acme"));
        }
        assertThat(get("us1").isPresent() || store.entries() >= 0).isTrue();
    }

    @Test
    void afterItIsClosedItKnowsNothing() {
        store.put("us1", company("Acme"));
        store.close();
        assertThat(get("us1")).isEmpty();
    }

    private Optional<byte[]> get(String key) {
        // The store answers what it has written so far only if it has been written: one thread does it in order.
        CompletableFuture<Optional<byte[]>> found = new CompletableFuture<>();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(store.isIdle()).isTrue());
        store.get(key, found::complete);
        return found.join();
    }

    private static String name(Optional<byte[]> stored) {
        return stored.map(StoredCompany::name).orElse("nothing");
    }

    private byte[] company(String name) {
        return StoredCompany.found(name, Optional.empty(), clock.instant());
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
