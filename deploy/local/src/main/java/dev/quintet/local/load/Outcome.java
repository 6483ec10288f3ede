package dev.quintet.local.load;

import dev.quintet.local.client.Answer;

/** How a call went. */
sealed interface Outcome {

    /** As it should be. */
    record Right(Answer answer) implements Outcome {}

    /**
     * Refused in a documented way, to be asked again later.
     *
     * @param kind a few words for the table
     */
    record Shed(String kind, Answer answer) implements Outcome {}

    /**
     * An error.
     *
     * @param kind a few words for the table
     * @param detail for a person
     */
    record Wrong(String kind, String detail) implements Outcome {}
}
