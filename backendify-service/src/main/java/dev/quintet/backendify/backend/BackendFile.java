package dev.quintet.backendify.backend;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

import org.jboss.logging.Logger;

/**
 * Backends given by a file that may change at any time. A file that cannot be read changes nothing and is logged once for
 * each of its states; a backend that a file gave and no longer gives is taken out of use.
 */
final class BackendFile {
    private static final Logger LOG = Logger.getLogger(BackendFile.class);
    private static final long MAX_BYTES = 256 * 1024;

    private final Path file;
    private final Backends backends;
    private String lastText = "";
    private String lastComplaint = "";
    private Map<String, BackendAddress> given = Map.of();

    BackendFile(Path file, Backends backends) {
        this.file = file;
        this.backends = backends;
    }

    /** Reads the file; blocks. The text is compared, not its time: replaced mounts keep old times. */
    synchronized void look() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                complain("it is longer than " + MAX_BYTES + " bytes");
                return;
            }
            String text = Files.readString(file);
            if (!text.equals(lastText)) {
                apply(BackendAddresses.parseFile(text));
                lastText = text;
            }
            lastComplaint = "";
        } catch (NoSuchFileException absent) {
            complain("it does not exist");
        } catch (CharacterCodingException binary) {
            complain("it is not text in UTF-8");
        } catch (IOException unreadable) {
            complain("it cannot be read");
        } catch (IllegalArgumentException malformed) {
            complain(malformed.getMessage());
        }
    }

    private void apply(Map<String, BackendAddress> wanted) {
        given.values().stream()
                .filter(old -> !wanted.containsKey(old.country()))
                .filter(backends::remove)
                .forEach(old -> LOG.infof("backend %s is out of use, %s no longer names it", old.country(), file));
        wanted.values().stream()
                .filter(backends::put)
                .forEach(address -> LOG.infof("backend %s is %s, from %s", address.country(), address.base(), file));
        given = wanted;
    }

    private void complain(String reason) {
        if (!reason.equals(lastComplaint)) {
            LOG.warnf("%s changes nothing: %s", file, reason);
            lastComplaint = reason;
        }
    }
}
