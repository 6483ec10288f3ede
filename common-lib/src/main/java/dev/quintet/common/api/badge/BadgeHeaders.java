package dev.quintet.common.api.badge;

/** The headers by which a badge says which one it is. */
public final class BadgeHeaders {
    /** The badge's uuid. */
    public static final String UUID = "panda-xpress";
    /** The badge's MAC address. */
    public static final String MAC = "panda-mac";

    private BadgeHeaders() {}
}
