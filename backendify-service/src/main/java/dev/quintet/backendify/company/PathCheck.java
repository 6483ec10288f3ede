package dev.quintet.backendify.company;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import dev.quintet.common.problem.ProblemException;
import dev.quintet.common.problem.ProblemRoutes;

/** Refuses a path with a broken percent-encoding before a router stumbles over it and writes a stack trace for each. */
@Singleton
public class PathCheck {
    private final ProblemRoutes problems;

    PathCheck(ProblemRoutes problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        // Without a path of its own: comparing paths is what fails.
        router.route().order(CompanyRoute.BEFORE_ALL - 2).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        if (isWellEncoded(context.request().path())) {
            context.next();
        } else {
            problems.write(
                    context,
                    ProblemException.of(
                            400, "bad-request", "The path has a % without two hexadecimal digits behind it."));
        }
    }

    private static boolean isWellEncoded(String path) {
        for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
            if (at + 2 >= path.length() || !isHex(path.charAt(at + 1)) || !isHex(path.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }
}
