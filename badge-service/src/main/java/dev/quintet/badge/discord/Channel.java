package dev.quintet.badge.discord;

/** The original's Redis channels. */
enum Channel {
    /** Somebody has unlocked something. */
    ACHIEVEMENT("achievement"),
    /** Plain text for everybody. */
    COMMUNITY("community-message"),
    /** A fact for a member of staff. */
    FACT("fact");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
