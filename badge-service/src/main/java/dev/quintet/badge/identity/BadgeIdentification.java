package dev.quintet.badge.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

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
    private static final Logger LOG = Logger.getLogger(BadgeIdentification.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final Badges badges;
    private final CurrentBadge current;

    BadgeIdentification(Badges badges, CurrentBadge current) {
        this.badges = badges;
        this.current = current;
    }

    /**
     * Sets the {@link CurrentBadge}; refuses missing or malformed headers, and badges that the policy keeps out. May
     * block.
     */
    public void identify(MultivaluedMap<String, String> headers, Policy policy) {
        BadgePair pair = pair(headers);
        admit(pair, policy == Policy.HEADERS ? Optional.empty() : badges.find(pair), policy, current);
    }

    /** As {@link #identify} for an event loop: what has to wait does so elsewhere, and the request goes on after it. */
    void identify(ResteasyReactiveContainerRequestContext request, Policy policy) {
        BadgePair pair = pair(request.getHeaders());
        Optional<Badge> seen = policy == Policy.HEADERS ? Optional.empty() : badges.seen(pair);
        if (policy == Policy.HEADERS || seen.isPresent()) {
            admit(pair, seen, policy, current);
            return;
        }
        // The scope of the request is not there on the other thread, what is in it is.
        CurrentBadge here = ClientProxy.unwrap(current);
        request.suspend();
        try {
            Infrastructure.getDefaultWorkerPool().execute(() -> lookUp(request, pair, policy, here));
        } catch (RejectedExecutionException full) {
            LOG.debugf("a badge is not looked up: %s", full.getMessage());
            request.resume(ProblemException.of(503, "overloaded", "Too many requests wait here now; nothing was done.")
                    .withRetryAfter(COME_AGAIN));
        }
    }

    private void lookUp(
            ResteasyReactiveContainerRequestContext request, BadgePair pair, Policy policy, CurrentBadge here) {
        try {
            admit(pair, badges.find(pair), policy, here);
            request.resume();
        } catch (RuntimeException refused) {
            request.resume(refused);
        }
    }

    private static void admit(BadgePair pair, Optional<Badge> badge, Policy policy, CurrentBadge current) {
        if (policy == Policy.KNOWN && badge.isEmpty()) {
            throw ProblemException.of(401, "unknown-badge", "Invalid panda-xpress & panda-mac combination.");
        }
        current.set(pair, badge);
    }

    private static BadgePair pair(MultivaluedMap<String, String> headers) {
        // The sentences are the original's, to the letter.
        return new BadgePair(
                header(headers, BadgeHeaders.UUID, "X-Token header invalid - panda-xpress missing"),
                header(headers, BadgeHeaders.MAC, "X-Token header invalid - panda-mac is missing"));
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
