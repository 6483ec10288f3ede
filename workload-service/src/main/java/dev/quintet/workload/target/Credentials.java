package dev.quintet.workload.target;

import static java.util.Objects.requireNonNull;

/**
 * An account. Its text form hides the password, so that no log shows it.
 *
 * @param user account name, for OceanBase with tenant: {@code root@sys}
 * @param password may be empty
 */
public record Credentials(String user, String password) {

    public Credentials {
        requireNonNull(user);
        requireNonNull(password);
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
