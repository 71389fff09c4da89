package io.selvage.store;

/** Which SQL is spoken. */
public enum Dialect {
    SQLITE("sqlite", "EXISTS (SELECT 1 FROM json_each(document, '$.labels') AS label WHERE label.value = ?)"),
    POSTGRES(
            "postgres",
            "EXISTS (SELECT 1 FROM json_array_elements_text(document::json -> 'labels') AS label WHERE label = ?)");

    private final String folder;
    private final String hasLabel;

    Dialect(String folder, String hasLabel) {
        this.folder = folder;
        this.hasLabel = hasLabel;
    }

    /** The folder of the migrations of this dialect. */
    String folder() {
        return folder;
    }

    /** The condition that the JSON in the column {@code document} has the label. */
    String hasLabel() {
        return hasLabel;
    }
}
