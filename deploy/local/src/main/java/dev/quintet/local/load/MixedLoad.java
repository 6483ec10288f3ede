package dev.quintet.local.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.quintet.local.client.WrongAnswerException;

/** Everything that a load touches: what it asks, and what it must find again at its end. */
final class MixedLoad {

    /** For all that was accepted together, on top of reading it once. */
    private static final Duration LONGEST_SEARCH = Duration.ofMinutes(1);

    private static final int MOST_BADGES = 16;

    private final LoadCaller caller;
    private final Companies companies;
    private final Items items;
    private final Tasks tasks;
    private final List<PlayingBadge> badges = new ArrayList<>();

    private MixedLoad(LoadCaller caller, RandomGenerator random) {
        String run = Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX);
        this.caller = caller;
        this.companies = new Companies(caller, run);
        this.items = new Items(caller, random);
        this.tasks = new Tasks(caller, run);
    }

    /**
     * Signs badges up for it, at most one for each worker.
     *
     * @throws WrongAnswerException if that fails
     */
    static MixedLoad prepare(LoadCaller caller, int workers, RandomGenerator random)
            throws WrongAnswerException, InterruptedException {
        return prepare(caller, caller, workers, random);
    }

    /** @param first signs up */
    static MixedLoad prepare(LoadCaller first, LoadCaller caller, int workers, RandomGenerator random)
            throws WrongAnswerException, InterruptedException {
        MixedLoad load = new MixedLoad(caller, random);
        PatientCaller patient = new PatientCaller(first);
        for (int i = 0; i < Math.min(workers, MOST_BADGES); i++) {
            BadgeIdentity identity = BadgeIdentity.next("load", random);
            Badges.signUp(patient, identity);
            load.badges.add(new PlayingBadge(identity, caller));
        }
        return load;
    }

    /** A day's mix: mostly lookups, some work, some watching. */
    Mix everyday() {
        return new Mix()
                .add(40, companies::lookUp)
                .add(12, random -> items.create())
                .add(13, items::read)
                .add(5, random -> tasks.create())
                .add(5, random -> tasks.read())
                .add(8, random -> badge(random).play())
                .add(4, random -> badge(random).leaderboard(game(random)))
                .add(5, random -> Reads.health(caller))
                .add(4, random -> Reads.workload(caller))
                .add(4, random -> Reads.ranks(caller));
    }

    /** A rush: what people do all at once. */
    Mix rush() {
        return new Mix()
                .add(60, companies::lookUp)
                .add(10, random -> items.create())
                .add(15, items::read)
                .add(5, random -> badge(random).play())
                .add(5, random -> badge(random).leaderboard(game(random)))
                .add(5, random -> Reads.health(caller));
    }

    private PlayingBadge badge(RandomGenerator random) {
        return badges.get(random.nextInt(badges.size()));
    }

    private static String game(RandomGenerator random) {
        return PlayingBadge.GAMES.get(random.nextInt(PlayingBadge.GAMES.size()));
    }

    /**
     * Looks for all that was accepted.
     *
     * @param searcher whose meters are not those of the load: looking too early is no error
     */
    Verification verify(LoadCaller searcher, int concurrency, RandomGenerator.SplittableGenerator random)
            throws InterruptedException {
        Search search = new Search(concurrency, random, new Patience(LONGEST_SEARCH));
        Losses lostItems = new Losses();
        items.verify(searcher, search, lostItems);
        Losses lostTasks = tasks.verify(searcher, search.patience());
        Losses lostScores = new Losses();
        search.forEach(badges.size(), n -> badges.get(n).verify(searcher, search.patience(), lostScores));
        int scores = badges.stream().mapToInt(PlayingBadge::acceptedCount).sum();
        return new Verification(
                lostItems.none() && lostTasks.none() && lostScores.none(),
                List.of(
                        lostItems.render("items", items.acceptedCount()),
                        lostTasks.render("tasks", tasks.acceptedCount()),
                        lostScores.render("scores", scores)));
    }

    /**
     * What was found again.
     *
     * @param complete whether all was
     * @param lines for people
     */
    record Verification(boolean complete, List<String> lines) {}
}
