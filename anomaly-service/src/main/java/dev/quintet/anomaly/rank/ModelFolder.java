package dev.quintet.anomaly.rank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of a SavedModel's files in a folder of our own, so that nothing changes between being checked and being loaded.
 * Only the files that a model has are taken: no links, no other names, nothing larger than {@value #MOST_MIB} MiB in
 * all.
 */
final class ModelFolder implements AutoCloseable {
    static final String GRAPH = "saved_model.pb";
    static final int MOST_MIB = 64;

    private static final String VARIABLES = "variables";
    private static final Pattern VARIABLE_FILE = Pattern.compile("variables\\.(index|data-\\d{5}-of-\\d{5})");
    private static final int MOST_FILES = 40;
    private static final long MOST_METADATA = 1 << 20;

    private final Path copy;
    private long left = (long) MOST_MIB << 20;

    private ModelFolder(Path copy) {
        this.copy = copy;
    }

    /** @throws RankModelException if it is no folder with a model, or too large */
    static ModelFolder copyOf(Path folder) {
        if (!Files.exists(folder)) {
            throw new RankModelException("there is no model at " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new RankModelException(folder + " is no folder");
        }
        try {
            return filled(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new RankModelException(folder + " cannot be read or copied");
        }
    }

    private static ModelFolder filled(Path folder) throws IOException {
        ModelFolder own = new ModelFolder(Files.createTempDirectory("quintet-model"));
        try {
            own.take(folder.resolve(RankModelMetadata.FILE), RankModelMetadata.FILE, MOST_METADATA);
            own.take(folder.resolve(GRAPH), GRAPH, own.left);
            Path variables = folder.resolve(VARIABLES);
            if (Files.exists(variables, LinkOption.NOFOLLOW_LINKS)) {
                own.takeVariables(variables);
            }
            return own;
        } catch (IOException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private void takeVariables(Path variables) throws IOException {
        if (!Files.isDirectory(variables, LinkOption.NOFOLLOW_LINKS)) {
            throw new RankModelException(variables + " is no folder, or a link");
        }
        Files.createDirectory(copy.resolve(VARIABLES));
        List<Path> files;
        try (Stream<Path> all = Files.list(variables)) {
            files = all.limit(MOST_FILES + 1L).toList();
        }
        if (files.size() > MOST_FILES) {
            throw new RankModelException(variables + " has more than " + MOST_FILES + " files");
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (VARIABLE_FILE.matcher(name).matches()) {
                take(file, VARIABLES + "/" + name, left);
            }
        }
    }

    private void take(Path file, String as, long most) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RankModelException(
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? file + " is no plain file, but a link or a folder"
                            : file + " is missing");
        }
        long bound = Math.min(most, left);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                var out = Files.newOutputStream(copy.resolve(as), StandardOpenOption.CREATE_NEW)) {
            long taken = 0;
            byte[] part = new byte[1 << 16];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                taken += n;
                if (taken > bound) {
                    throw new RankModelException(
                            file + " is too large: a model has at most " + MOST_MIB + " MiB, its description 1 MiB");
                }
                out.write(part, 0, n);
            }
            left -= taken;
        }
    }

    Path path() {
        return copy;
    }

    byte[] read(String name) {
        try {
            return Files.readAllBytes(copy.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of all files. */
    long size() {
        return ((long) MOST_MIB << 20) - left;
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(copy, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the copy of a model at " + copy + " cannot be deleted", e);
        }
    }
}
