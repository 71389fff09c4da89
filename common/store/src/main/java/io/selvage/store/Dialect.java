package io.selvage.store;

/** Which SQL is spoken. */
public enum Dialect {
    SQLITE("sqlite"),
    POSTGRES("postgres");

    private final String folder;

    Dialect(String folder) {
        this.folder = folder;
    }

    /** The folder of the migrations of this dialect. */
    String folder() {
        return folder;
    }
}
