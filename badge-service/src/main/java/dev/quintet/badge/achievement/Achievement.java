package dev.quintet.badge.achievement;

/**
 * Something a person can unlock once.
 *
 * @param id the original's number
 */
public record Achievement(int id, String name, int points, String description) {
    /** Sent the badge's code to the flag's address. */
    public static final int RICK_ROLLED = 1;

    public static final int AROUND_THE_WORLD = 2;
    public static final int SERIAL_PORT = 3;
    public static final int SECRET_FLAG = 4;
    public static final int ACCESS_POINT = 5;
    public static final int WEB_AUTHENTICATION = 6;
    public static final int FLAG_TEXT = 7;
    public static final int HELLO_WORLD = 8;
}
