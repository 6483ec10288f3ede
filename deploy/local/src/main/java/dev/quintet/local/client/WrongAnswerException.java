package dev.quintet.local.client;

/** An answer that is not what it should be. */
public final class WrongAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    private final String kind;

    /**
     * What is wrong.
     *
     * @param kind a few words for a table, of which there are few: {@code status 500}, {@code content}
     * @param message for a person
     */
    public WrongAnswerException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    public String kind() {
        return kind;
    }
}
