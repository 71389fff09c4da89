package io.selvage.box;

/** Why the box cannot do what it was asked: one sentence for the user that says what to do. */
final class BoxFailure extends RuntimeException {

    BoxFailure(String sentence) {
        super(sentence);
    }

    BoxFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
