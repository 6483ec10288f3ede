package dev.quintet.local.legacy;

import java.time.Instant;
import java.util.Optional;

/**
 * A made-up company of the sample backends.
 *
 * @param taxId known to version 2 of the format only
 * @param endedOn when it ends or ended, if ever
 */
record SampleCompany(String name, String taxId, Instant createdOn, Optional<Instant> endedOn) {}
