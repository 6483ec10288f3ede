package dev.quintet.common.api.workload;

import java.util.List;

/**
 * What a check of the data found.
 *
 * @param type workload type
 * @param target the database
 * @param passed whether all did
 * @param checks one by one
 */
public record CheckAnswer(String type, String target, boolean passed, List<Check> checks) {

    /**
     * One check.
     *
     * @param node where
     * @param subject what was looked at
     * @param passed whether it is as it should be
     * @param detail what was found
     */
    public record Check(String node, String subject, boolean passed, String detail) {}
}
