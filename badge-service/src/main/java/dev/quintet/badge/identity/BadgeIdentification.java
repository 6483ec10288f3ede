package dev.quintet.badge.identity;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;

import dev.quintet.badge.identity.BadgeIdentity.Policy;
import dev.quintet.common.api.badge.BadgeHeaders;
import dev.quintet.common.problem.ProblemException;

/**
 * Reads a request's badge headers and finds the badge.
 *
 * <p>Of a proxied scope, because request filters are made before the configuration is there.
 */
@ApplicationScoped
public class BadgeIdentification {
    private final Badges badges;
    private final CurrentBadge current;

    BadgeIdentification(Badges badges, CurrentBadge current) {
        this.badges = badges;
        this.current = current;
    }

    /** Sets the {@link CurrentBadge}; refuses missing or malformed headers, and badges that the policy keeps out. */
    public void identify(MultivaluedMap<String, String> headers, Policy policy) {
        // The sentences are the original's, to the letter.
        String uuid = header(headers, BadgeHeaders.UUID, "X-Token header invalid - panda-xpress missing");
        String mac = header(headers, BadgeHeaders.MAC, "X-Token header invalid - panda-mac is missing");
        BadgePair pair = new BadgePair(uuid, mac);
        Optional<Badge> badge = policy == Policy.HEADERS ? Optional.empty() : badges.find(pair);
        if (policy == Policy.KNOWN && badge.isEmpty()) {
            throw ProblemException.of(401, "unknown-badge", "Invalid panda-xpress & panda-mac combination.");
        }
        current.set(pair, badge);
    }

    private static String header(MultivaluedMap<String, String> headers, String name, String missing) {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.isEmpty() || values.get(0).isEmpty()) {
            throw ProblemException.of(400, "badge-header-missing", missing);
        }
        String value = values.get(0).strip();
        if (values.size() > 1 || !BadgePair.isValid(value)) {
            throw ProblemException.of(
                    400,
                    "badge-header-invalid",
                    "The header " + name + " must be given once, 1 to " + BadgePair.MAX_LENGTH
                            + " printable ASCII characters without |.");
        }
        return value;
    }
}
