package dev.quintet.task.debug;

import java.util.regex.Pattern;

/** Takes user names and passwords out of addresses. */
final class UrlMask {
    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    private UrlMask() {}

    static String mask(String url) {
        return USER.matcher(url).replaceAll("//***@");
    }
}
