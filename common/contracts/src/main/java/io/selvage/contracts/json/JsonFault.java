package io.selvage.contracts.json;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** What is wrong with a document, told to whoever wrote it: where in it, and what is expected there. */
public final class JsonFault {

    private JsonFault() {}

    /** Such as {@code event.readings: a list is expected here (line 3, column 12)}; the lines are left out where there are none. */
    public static String text(JacksonException failure) {
        return place(failure) + reason(failure) + lines(failure);
    }

    private static String place(JacksonException failure) {
        var path = failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : (path.startsWith(".") ? path.substring(1) : path) + ": ";
    }

    private static String reason(JacksonException failure) {
        var type = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return type == null ? failure.getOriginalMessage() : name(type) + " is expected here";
    }

    private static String name(Class<?> type) {
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        } else if (type.isEnum()) {
            return "one of " + values(type);
        } else if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "another value";
    }

    private static String values(Class<?> type) {
        var all = type.getEnumConstants();
        return all == null ? "" : Arrays.stream(all).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String lines(JacksonException failure) {
        var at = failure.getLocation();
        return at == null || at.getLineNr() < 0
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
