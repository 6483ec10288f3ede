package dev.quintet.badge.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.ws.rs.NameBinding;

/**
 * The endpoint's caller is a badge that says who it is by two headers. A missing or malformed header is 400. Endpoints
 * take the badge from {@link CurrentBadge}.
 */
@Documented
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface BadgeIdentity {
    /** Which badges may call. */
    Policy value() default Policy.KNOWN;

    /** Which badges may call. */
    enum Policy {
        /** Claimed badges only; others get 401. */
        KNOWN,
        /** Any badge; whether it is claimed is looked up. */
        ANY,
        /** Any badge; nothing is looked up. */
        HEADERS
    }
}
