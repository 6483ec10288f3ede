package dev.quintet.badge.scoreboard;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.common.problem.ProblemException;

/** Groups of people that are ranked among themselves as well. Every process reads them anew each second. */
@Singleton
public class Brackets {
    /** The most brackets: each is one more sorted set a game. */
    public static final int MOST = 16;

    private static final String ALL = "SELECT id, name FROM brackets ORDER BY id LIMIT " + MOST;
    private static final String LOCK = "LOCK TABLE brackets IN SHARE ROW EXCLUSIVE MODE";
    private static final String COUNT = "SELECT count(*) FROM brackets";
    private static final String ADD = "INSERT INTO brackets (name) VALUES (?) ON CONFLICT (name) DO NOTHING";

    private final Database database;
    private volatile Map<String, Bracket> byName = Map.of();

    Brackets(Database database) {
        this.database = database;
    }

    /** @param name 1 to 32 lower-case letters, digits or dashes */
    public record Bracket(int id, String name) {}

    /** All, by number. */
    public List<Bracket> all() {
        return byName.values().stream()
                .sorted((a, b) -> Integer.compare(a.id(), b.id()))
                .toList();
    }

    /** An unknown one is 404. */
    public Bracket require(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> ProblemException.of(404, "unknown-bracket", "There is no such bracket."));
    }

    Optional<String> name(int id) {
        return byName.values().stream()
                .filter(bracket -> bracket.id() == id)
                .map(Bracket::name)
                .findFirst();
    }

    /** False if there is one of this name; one too many is 409. */
    public boolean add(Session session, String name) throws SQLException {
        session.update(LOCK);
        if (session.first(COUNT, row -> row.getInt(1)).orElseThrow() >= MOST && !byName.containsKey(name)) {
            throw ProblemException.of(409, "too-many-brackets", "At most " + MOST + " brackets are possible.");
        }
        boolean added = session.update(ADD, name) == 1;
        session.afterCommit(this::refresh);
        return added;
    }

    /** One at a time: what was read before a change must not be set after it. */
    synchronized void refresh() {
        byName =
                database
                        .read(session -> session.list(ALL, row -> new Bracket(row.getInt("id"), row.getString("name"))))
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Bracket::name, Function.identity()));
    }
}
