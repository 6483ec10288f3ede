package dev.quintet.badge.registration;

import java.util.Optional;

import dev.quintet.badge.identity.BadgePair;
import dev.quintet.common.api.badge.ClaimRequest;
import dev.quintet.common.api.badge.UserView;

/** Who owns which badge, for good. */
public interface Claims {
    /**
     * Makes the badge the person's; the person is made, or renamed, as the claim says.
     *
     * @return empty if the badge has an owner already; then nothing has changed
     */
    Optional<UserView> claim(BadgePair badge, ClaimRequest claim);
}
