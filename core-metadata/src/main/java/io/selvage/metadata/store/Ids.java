package io.selvage.metadata.store;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids of stored things. */
public final class Ids {

    private Ids() {}

    /** The id that was asked for, else a new one. */
    public static String of(@Nullable String wanted) {
        return wanted == null || wanted.isEmpty() ? UUID.randomUUID().toString() : wanted;
    }

    /** The id of something stored, which always has one. */
    public static String known(@Nullable String id) {
        return Objects.requireNonNull(id, "id");
    }
}
