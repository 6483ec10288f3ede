package dev.quintet.badge.flag;

import java.util.Map;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import dev.quintet.badge.achievement.Achievement;
import dev.quintet.badge.achievement.Achievements;
import dev.quintet.badge.database.Database;
import dev.quintet.badge.identity.Badge;
import dev.quintet.common.event.SuiteEvents;

/** Captures flags: each is an achievement, once a person. */
@Singleton
public class Flags {
    private final Database database;
    private final Achievements achievements;
    private final SuiteEvents events;
    private final Event<FlagCaptured> captured;
    private final RepeatedCaptures repeated;

    Flags(
            Database database,
            Achievements achievements,
            SuiteEvents events,
            Event<FlagCaptured> captured,
            RepeatedCaptures repeated) {
        this.database = database;
        this.achievements = achievements;
        this.events = events;
        this.captured = captured;
        this.repeated = repeated;
    }

    /** Unlocks the achievement if the person lacks it. Returns the sentence for the badge's screen. */
    public String capture(Badge badge, int achievementId) {
        Capture capture = database.transact(session -> new Capture(
                achievements.find(session, achievementId).orElseThrow(),
                achievements.award(session, badge.userId(), badge.id(), achievementId)));
        captured.fire(new FlagCaptured(badge.userId()));
        Achievement achievement = capture.achievement();
        if (!capture.isNew()) {
            String sentence = badge.handle() + " has already unlocked: " + repeatedName(achievement);
            repeated.tell(badge, achievement, sentence);
            return sentence;
        }
        String message =
                "%s unlocked: %s for %d points!".formatted(badge.handle(), achievement.name(), achievement.points());
        events.publish(
                "badge.achievement",
                badge.handle(),
                message,
                Map.of("achievement", achievement.name(), "points", achievement.points()));
        return message;
    }

    /** The original kept this one secret from those who read over the shoulder. */
    private static String repeatedName(Achievement achievement) {
        return achievement.id() == Achievement.ACCESS_POINT ? "[REDACTED]" : achievement.name();
    }

    private record Capture(Achievement achievement, boolean isNew) {}
}
