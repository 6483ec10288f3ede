package dev.quintet.backendify.company;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.quintet.backendify.cache.StoredCompany;

/** Writes a company as the client gets it: straight from the stored bytes, for this is done for every hit. */
final class CompanyJson {
    private static final byte[] ID = ascii("{\"id\":\"");
    private static final byte[] NAME = ascii("\",\"name\":\"");
    private static final byte[] ACTIVE = ascii("\",\"active\":true");
    private static final byte[] INACTIVE = ascii("\",\"active\":false");
    private static final byte[] UNTIL = ascii(",\"active_until\":\"");

    private CompanyJson() {}

    /**
     * @param id as asked
     * @param stored a company that exists
     * @param now decides whether it is active: it is until, not at, its end
     */
    static byte[] write(String id, byte[] stored, Instant now) {
        byte[] idJson = JsonStringEncoder.getInstance().quoteAsUTF8(id);
        Optional<Instant> until = StoredCompany.activeUntil(stored);
        byte[] active = isActive(until, now) ? ACTIVE : INACTIVE;
        byte[] untilJson = until.map(end -> ascii(end.toString())).orElse(null);
        int name = StoredCompany.nameStart(stored);
        int length = ID.length + idJson.length + NAME.length + stored.length - name + active.length + 1;
        if (untilJson != null) {
            length += UNTIL.length + untilJson.length + 1;
        }
        byte[] json = new byte[length];
        int at = append(json, 0, ID, 0);
        at = append(json, at, idJson, 0);
        at = append(json, at, NAME, 0);
        at = append(json, at, stored, name);
        at = append(json, at, active, 0);
        if (untilJson != null) {
            at = append(json, at, UNTIL, 0);
            at = append(json, at, untilJson, 0);
            json[at++] = '"';
        }
        json[at] = '}';
        return json;
    }

    static boolean isActive(Optional<Instant> until, Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }

    private static int append(byte[] json, int at, byte[] part, int from) {
        System.arraycopy(part, from, json, at, part.length - from);
        return at + part.length - from;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
