package dev.quintet.badge.challenge;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.SchemaReady;
import dev.quintet.badge.event.EventQueue;
import dev.quintet.badge.game.Game;
import dev.quintet.badge.identity.Badge;
import dev.quintet.badge.paging.Page;
import dev.quintet.common.api.badge.ChallengeView;
import dev.quintet.common.problem.ProblemException;

/** A person challenges another to a game; the other accepts or declines; both score; one wins, or time runs out. */
@Singleton
public class Challenges {
    private final Database database;
    private final ChallengeStore store;
    private final EventQueue queue;
    private final ChallengeConfig config;
    private final Repeating sweep = new Repeating("challenges", this::expire);

    Challenges(Database database, ChallengeStore store, EventQueue queue, ChallengeConfig config) {
        this.database = database;
        this.store = store;
        this.queue = queue;
        this.config = config;
    }

    void start(@Observes SchemaReady ready) {
        sweep.start(config.sweep());
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweep.close();
    }

    /** Offers a challenge; the opponent's badges show it. */
    public ChallengeView offer(Badge challenger, Game game, String opponentName) {
        return database.transact(session -> {
            List<Long> people = store.people(session, opponentName);
            if (people.isEmpty()) {
                throw ProblemException.of(404, "unknown-opponent", "Nobody of this name has a badge.");
            }
            if (people.size() > 1) {
                throw ProblemException.of(409, "ambiguous-opponent", "Several have this name; give the Discord id.");
            }
            long opponent = people.get(0);
            if (opponent == challenger.userId()) {
                throw ProblemException.of(409, "own-opponent", "Nobody can challenge himself or herself.");
            }
            if (store.running(session, challenger.userId(), config.running()) >= config.running()) {
                throw ProblemException.of(
                        409, "too-many-challenges", "At most " + config.running() + " challenges may run at a time.");
            }
            long id = store.offer(session, game.id(), challenger.userId(), opponent, config.ttl());
            queue.add(
                    session,
                    opponent,
                    "challenge",
                    "%s challenges you to a game of %s (%d)".formatted(challenger.handle(), game.name(), id));
            return store.find(session, id, opponent).orElseThrow();
        });
    }

    /** The opponent accepts or declines. */
    public ChallengeView answer(Badge badge, long id, boolean accepted) {
        return database.transact(session -> {
            boolean done = store.answer(session, id, badge.userId(), accepted ? "accepted" : "declined");
            ChallengeView challenge = store.find(session, id, badge.userId())
                    .orElseThrow(() -> ProblemException.of(404, "unknown-challenge", "There is no such challenge."));
            if (!done) {
                throw ProblemException.of(
                        409,
                        "challenge-not-open",
                        "This challenge is not open to be answered by you; it is " + challenge.state() + ".");
            }
            return challenge;
        });
    }

    /** The person's challenges. */
    public List<ChallengeView> list(Badge badge, Page page) {
        return database.read(session -> store.list(session, badge.userId(), page));
    }

    private void expire() {
        while (database.transact(store::expire) > 0) {
            // Until none is left.
        }
    }
}
