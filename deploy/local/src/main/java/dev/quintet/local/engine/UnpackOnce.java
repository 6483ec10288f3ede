package dev.quintet.local.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.quintet.local.process.PrivateFiles;

/**
 * Folders made once and then shared by any number of threads and processes.
 *
 * <p>INVARIANT: a folder under its final name is complete. It is filled under a temporary name, then renamed.
 */
final class UnpackOnce {

    /** Java's file locks hold between processes only; this one holds between our threads. */
    private static final Object BETWEEN_THREADS = new Object();

    private final Path cache;

    UnpackOnce(Path cache) {
        this.cache = cache;
    }

    /** Fills a folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The folder {@code name} of the cache, filled by {@code filler} if it is not there yet. */
    Path folder(String name, Filler filler) throws IOException {
        Path done = cache.resolve(name);
        if (Files.isDirectory(done)) {
            return done;
        }
        synchronized (BETWEEN_THREADS) {
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(done)) {
                    fill(done, name, filler);
                }
            }
        }
        return done;
    }

    private void fill(Path done, String name, Filler filler) throws IOException {
        // Left by one that was killed while unpacking; we hold the lock, so nobody is at it.
        try (DirectoryStream<Path> left = Files.newDirectoryStream(cache, name + ".tmp*")) {
            for (Path path : left) {
                PrivateFiles.deleteTree(path);
            }
        }
        Path temp = Files.createDirectory(cache.resolve(name + ".tmp"));
        filler.fill(temp);
        Files.move(temp, done, StandardCopyOption.ATOMIC_MOVE);
    }
}
