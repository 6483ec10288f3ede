package dev.quintet.badge.discord;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.redis.client.Command;
import org.jboss.logging.Logger;

import dev.quintet.badge.background.Repeating;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.database.Session;
import dev.quintet.badge.flag.FlagCaptured;
import dev.quintet.common.redis.RedisConnector;

/** Tells a member of staff a fact when somebody captures a flag, not more often than once in a while. */
@Singleton
public class Facts {
    /** The original's key: the text of the last fact, for as long as no other may follow. */
    private static final String LAST = "last_sent_fact";

    private static final Logger LOG = Logger.getLogger(Facts.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_LENGTH = 1_000;
    private static final String SOMEBODY =
            "SELECT discord_handle, discord_user_id FROM staff ORDER BY random() LIMIT 1";

    private final FactConfig config;
    private final Announcements announcements;
    private final Database database;
    private final RedisConnector redis;
    private final ObjectMapper json;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Repeating telling = new Repeating("facts", this::tell);

    Facts(FactConfig config, Announcements announcements, Database database, RedisConnector redis, ObjectMapper json) {
        this.config = config;
        this.announcements = announcements;
        this.database = database;
        this.redis = redis;
        this.json = json;
    }

    /** Somebody has captured a flag. Never blocks: the fact follows, if one is due. */
    public void due(@Observes FlagCaptured flag) {
        if (config.url().isPresent() && announcements.isHeard()) {
            telling.nudge();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        telling.close();
    }

    private void tell() {
        if (redis.call(Command.EXISTS, LAST).toInteger() == 1) {
            return;
        }
        Optional<String> fact = fetch();
        if (fact.isPresent() && isFirst(fact.get())) {
            database.run(session -> tell(session, fact.get()));
        }
    }

    private boolean isFirst(String fact) {
        return redis.call(Command.SET, LAST, fact, "NX", "PX", config.every().toMillis()) != null;
    }

    private void tell(Session session, String fact) throws SQLException {
        Optional<Member> somebody = session.first(
                SOMEBODY, row -> new Member(row.getString("discord_handle"), row.getString("discord_user_id")));
        if (somebody.isPresent()) {
            announcements.fact(
                    session, fact, somebody.get().handle(), somebody.get().discordUserId());
        }
    }

    private Optional<String> fetch() {
        try {
            HttpRequest request = HttpRequest.newBuilder(config.url().orElseThrow())
                    .timeout(TIMEOUT)
                    .GET()
                    .build();
            String text = json.readTree(
                            client.send(request, BodyHandlers.ofString()).body())
                    .path("text")
                    .asText();
            return Optional.of(text).filter(fact -> !fact.isBlank() && fact.length() <= MAX_LENGTH);
        } catch (IOException away) {
            LOG.infof("no fact this time: %s", away.getMessage());
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Member(String handle, String discordUserId) {}
}
