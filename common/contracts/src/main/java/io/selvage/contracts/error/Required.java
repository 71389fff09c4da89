package io.selvage.contracts.error;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of EdgeX's request validation. Each throws {@link ErrorKind#CONTRACT_INVALID} that names the field. */
public final class Required {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Required() {}

    /** The text, which must not be absent or blank. */
    public static String text(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            throw invalid(field + " field is required");
        }
        return text;
    }

    /** The value, which must not be absent. */
    public static <T> T value(@Nullable T value, String field) {
        if (value == null) {
            throw invalid(field + " field is required");
        }
        return value;
    }

    /** The items, of which there must be at least one. */
    public static <C extends Collection<?>> C some(@Nullable C items, String field) {
        if (items == null || items.isEmpty()) {
            throw invalid(field + " field should not be empty");
        }
        return items;
    }

    /** The text, which must be absent or not blank. */
    public static @Nullable String textIfPresent(@Nullable String text, String field) {
        return text == null ? null : text(text, field);
    }

    /** The text, which must be absent, empty or a UUID of 36 characters. */
    public static @Nullable String uuidIfPresent(@Nullable String text, String field) {
        if (text != null && !text.isEmpty() && !isUuid(text)) {
            throw invalid(field + " field needs a uuid, not '" + text + "'");
        }
        return text;
    }

    /** Whether the text is a UUID of 36 characters. */
    public static boolean isUuid(String text) {
        return text.length() == 36 && UUID.matcher(text).matches();
    }

    /** An exception of kind {@link ErrorKind#CONTRACT_INVALID}. */
    public static EdgeException invalid(String message) {
        return new EdgeException(ErrorKind.CONTRACT_INVALID, message);
    }
}
