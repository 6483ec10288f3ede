package dev.quintet.badge.signing;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.common.problem.ProblemException;

/** Badges' secrets, and the counters that keep a signed call from being sent twice. */
@Singleton
public class BadgeKeys {
    private static final int KEY_LENGTH = 32;
    private static final String ISSUE =
            """
            UPDATE badges SET sign_key = ?, sign_counter = 0
            WHERE id = ? AND sign_key IS NULL AND created_at > now() - ? * interval '1 millisecond'
            """;
    private static final String REPLACE = "UPDATE badges SET sign_key = ?, sign_counter = 0 WHERE id = ?";
    // Locked: of two calls with the same counter one is first.
    private static final String FIND =
            "SELECT encode(sign_key, 'hex') AS sign_key, sign_counter FROM badges WHERE id = ? FOR NO KEY UPDATE";
    private static final String COUNT = "UPDATE badges SET sign_counter = ? WHERE id = ?";

    private final Database database;
    private final SigningConfig config;
    private final SecureRandom random = new SecureRandom();

    BadgeKeys(Database database, SigningConfig config) {
        this.database = database;
        this.config = config;
    }

    /** A key for a badge that has none, soon after its claim; empty if it has one, or the time is over. */
    Optional<byte[]> issue(long badgeId) {
        byte[] key = newKey();
        boolean issued = database.transact(session ->
                session.update(ISSUE, key, badgeId, config.issueWithin().toMillis()) == 1);
        return issued ? Optional.of(key) : Optional.empty();
    }

    /** A new key at any time, for staff to give out; empty if there is no such badge. */
    public Optional<byte[]> replace(Session session, long badgeId) throws SQLException {
        byte[] key = newKey();
        return session.update(REPLACE, key, badgeId) == 1 ? Optional.of(key) : Optional.empty();
    }

    /** Without a key the badge signs nothing more. False if there is no such badge. */
    public boolean revoke(Session session, long badgeId) throws SQLException {
        return session.update(REPLACE, null, badgeId) == 1;
    }

    /**
     * Takes a call that is rightly signed, or need not be signed. The counter is used up if the transaction is
     * committed. A missing or wrong signature is 401, a used counter 409.
     */
    public void accept(Session session, long badgeId, Optional<SignedCall> call, boolean required) throws SQLException {
        if (call.isEmpty()) {
            if (required) {
                throw ProblemException.of(401, "signature-missing", "This game takes only signed scores.");
            }
            return;
        }
        KeyState state = session.first(
                        FIND,
                        row -> new KeyState(
                                Optional.ofNullable(row.getString("sign_key")), row.getLong("sign_counter")),
                        badgeId)
                .orElseThrow();
        if (!state.key()
                .map(key -> call.get().isSignedBy(HexFormat.of().parseHex(key)))
                .orElse(false)) {
            throw ProblemException.of(401, "signature-wrong", "The signature is not this badge's for this call.");
        }
        if (call.get().counter() <= state.counter()) {
            throw ProblemException.of(
                    409, "counter-used", "The counter must be higher than " + state.counter() + ", which was used.");
        }
        session.update(COUNT, call.get().counter(), badgeId);
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }

    private record KeyState(Optional<String> key, long counter) {}
}
