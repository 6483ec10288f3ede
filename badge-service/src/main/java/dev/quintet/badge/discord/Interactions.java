package dev.quintet.badge.discord;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.quintet.badge.game.Game;
import dev.quintet.badge.game.GameCatalogue;
import dev.quintet.badge.paging.Page;
import dev.quintet.badge.paging.Sort;
import dev.quintet.badge.registration.Registration;
import dev.quintet.badge.scoreboard.Leaderboard;
import dev.quintet.common.api.badge.ClaimRequest;
import dev.quintet.common.api.badge.ScoreRow;
import dev.quintet.common.api.badge.UserView;
import dev.quintet.common.problem.ProblemException;

/** The commands that people give in Discord; each answers a sentence that they alone see. */
@Singleton
class Interactions {
    private static final int ROWS = 10;

    private final Registration registration;
    private final Leaderboard leaderboard;
    private final GameCatalogue games;
    private final PersonSummary people;
    private final Validator validator;

    Interactions(
            Registration registration,
            Leaderboard leaderboard,
            GameCatalogue games,
            PersonSummary people,
            Validator validator) {
        this.registration = registration;
        this.leaderboard = leaderboard;
        this.games = games;
        this.people = people;
        this.validator = validator;
    }

    /** The answer's text. A command that cannot be followed says why; it is no error to Discord. */
    String answer(JsonNode interaction) {
        JsonNode command = interaction.path("data");
        try {
            return switch (command.path("name").asText()) {
                case "verify-badge" -> verify(user(interaction), option(command, "code"));
                case "leaderboard" -> leaderboard(option(command, "game"));
                case "me" -> people.of(user(interaction).path("id").asText());
                default -> "There are the commands /verify-badge, /leaderboard and /me.";
            };
        } catch (ProblemException problem) {
            return problem.getMessage();
        }
    }

    private String verify(JsonNode user, Optional<String> code) {
        ClaimRequest claim = new ClaimRequest(
                code.map(String::strip).orElse(""),
                user.path("username").asText(),
                user.path("id").asText(),
                null,
                null);
        Set<ConstraintViolation<ClaimRequest>> violations = validator.validate(claim);
        if (!violations.isEmpty()) {
            return "Give the code that the badge shows: eight of the digits 0 to 9 and a to f.";
        }
        UserView claimed = registration.claim(claim, "discord");
        return "The badge is yours, " + claimed.discordHandle() + ".";
    }

    private String leaderboard(Optional<String> name) {
        List<Game> all = games.all();
        Game game = name.isPresent() ? games.require(name.get()) : all.get(0);
        List<ScoreRow> rows = leaderboard
                .page(game, Optional.empty(), new Page(1, ROWS, Sort.BEST))
                .await()
                .indefinitely();
        if (rows.isEmpty()) {
            return "Nobody has scored in " + game.name() + " yet.";
        }
        StringBuilder text = new StringBuilder(game.name());
        for (int i = 0; i < rows.size(); i++) {
            ScoreRow row = rows.get(i);
            text.append("\n%d. %s %d in %s"
                    .formatted(
                            i + 1,
                            row.discordHandle(),
                            row.score(),
                            row.duration().toPlainString()));
        }
        return text.toString();
    }

    /** Of a command given on a server, else of one given in private. */
    private static JsonNode user(JsonNode interaction) {
        JsonNode member = interaction.path("member").path("user");
        return member.isMissingNode() ? interaction.path("user") : member;
    }

    private static Optional<String> option(JsonNode command, String name) {
        for (JsonNode option : command.path("options")) {
            if (option.path("name").asText().equals(name)) {
                return Optional.of(option.path("value").asText());
            }
        }
        return Optional.empty();
    }
}
