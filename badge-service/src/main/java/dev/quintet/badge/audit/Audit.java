package dev.quintet.badge.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.common.api.badge.AuditEntry;

/** What staff did: written in the transaction that does it, so there is no deed without its entry, and no entry without. */
@Singleton
public class Audit {
    private static final String WRITE =
            "INSERT INTO audit (caller, action, subject, detail) VALUES (?, ?, ?, ?::jsonb)";
    private static final String LIST =
            "SELECT id, at, caller, action, subject, detail FROM audit ORDER BY id %s LIMIT ? OFFSET ?";

    private final Database database;
    private final ObjectMapper json;

    Audit(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Writes an entry, if the transaction is committed.
     *
     * @param caller the key's or token's name
     * @param action what was done, dotted: {@code score.void}
     * @param subject to what: {@code score 42}
     * @param detail JSON values
     */
    public void write(Session session, String caller, String action, String subject, Map<String, ?> detail)
            throws SQLException {
        session.update(WRITE, caller, action, subject, write(detail));
    }

    /** Entries, newest first unless asked otherwise. */
    public List<AuditEntry> list(Page page) {
        String order = page.sort() == Sort.STALE || page.sort() == Sort.ASC ? "ASC" : "DESC";
        return database.read(session -> session.list(LIST.formatted(order), this::read, page.size(), page.offset()));
    }

    private AuditEntry read(ResultSet row) throws SQLException {
        try {
            return new AuditEntry(
                    row.getLong("id"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("caller"),
                    row.getString("action"),
                    row.getString("subject"),
                    json.readTree(row.getString("detail")));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("PostgreSQL holds JSON that is none", impossible);
        }
    }

    private String write(Map<String, ?> detail) {
        try {
            // PostgreSQL's JSON knows no NUL character.
            return json.writeValueAsString(detail).replace("\\u0000", "");
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("an audit's detail is JSON values", unwritable);
        }
    }
}
