package io.selvage.contracts.error;

import org.jspecify.annotations.Nullable;

/**
 * The only exception that crosses a module border. A client's mistake (status below 500) carries no stack trace: it is
 * an answer, not a fault.
 */
public final class EdgeException extends RuntimeException {

    /** Messages cite what was wrong, which may be megabytes. */
    private static final int MOST_CHARACTERS = 4_000;

    private final ErrorKind kind;
    private final String text;

    public EdgeException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    public EdgeException(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(abbreviated(message), cause, false, kind.statusCode() >= 500);
        this.kind = kind;
        this.text = abbreviated(message);
    }

    private static String abbreviated(String message) {
        return message.length() <= MOST_CHARACTERS
                ? message
                : message.substring(0, MOST_CHARACTERS) + "... (" + message.length() + " characters)";
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The message; never null. */
    public String text() {
        return text;
    }

    /** The first exception of this type in the chain of causes, else one of the given kind around the failure. */
    public static EdgeException of(Throwable failure, ErrorKind otherwise) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EdgeException edge) {
                return edge;
            }
        }
        var message = failure.getMessage();
        return new EdgeException(otherwise, message == null ? failure.toString() : message, failure);
    }
}
