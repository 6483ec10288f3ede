package dev.quintet.badge.registration;

/** Makes codes. */
@FunctionalInterface
public interface CodeSource {
    /** Eight lower-case hexadecimal digits that nobody can foresee. */
    String next();
}
