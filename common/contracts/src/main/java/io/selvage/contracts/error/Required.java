package io.selvage.contracts.error;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of EdgeX's request validation. Each throws {@link ErrorKind#CONTRACT_INVALID} that names the field. */
public final class Required {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s\\p{Cntrl}]*|/[^\\s\\p{Cntrl}]*");

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

    /** The text, which must be a URI with a scheme or an absolute path. */
    public static String uri(@Nullable String text, String field) {
        var uri = text(text, field);
        if (!URI.matcher(uri).matches()) {
            throw invalid(field + " field should be an uri, not '" + uri + "'");
        }
        return uri;
    }

    /** The head of a request: a version, and no request id or a UUID. */
    public static void request(@Nullable String apiVersion, @Nullable String requestId, String request) {
        text(apiVersion, request + ".ApiVersion");
        uuidIfPresent(requestId, request + ".RequestId");
    }

    /** The id or name of what an update changes: one of them must be there, and neither may be blank or malformed. */
    public static void idOrName(@Nullable String id, @Nullable String name, String type) {
        if (id == null && name == null) {
            throw invalid(type + ".Id or " + type + ".Name field is required");
        }
        if (name != null && name.isBlank()) {
            throw invalid(type + ".Name field should not be empty string");
        }
        if (name == null) {
            text(id, type + ".Id");
        }
        uuidIfPresent(id, type + ".Id");
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
