package io.selvage.contracts.event;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.JsonTree;
import io.selvage.contracts.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads events and readings from JSON or CBOR tokens; says what is missing or of the wrong type. */
final class EventDecoder {

    private EventDecoder() {}

    /** Reads the event whose first token is current. */
    static Event event(JsonParser json) {
        object(json, "event");
        String apiVersion = "";
        String id = "";
        String device = "";
        @Nullable String profile = null;
        @Nullable String source = null;
        long origin = 0;
        List<Reading> readings = List.of();
        Map<String, @Nullable Object> tags = Map.of();
        Map<String, @Nullable Object> extensions = Map.of();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            var token = json.nextToken();
            switch (name) {
                case "apiVersion" -> apiVersion = orEmpty(text(json, token, name));
                case "id" -> id = orEmpty(text(json, token, name));
                case "deviceName" -> device = orEmpty(text(json, token, name));
                case "profileName" -> profile = text(json, token, name);
                case "sourceName" -> source = text(json, token, name);
                case "origin" -> origin = integer(json, token, name);
                case "readings" -> readings = readings(json, token);
                case "tags" -> tags = map(json, token, name);
                default -> extensions = with(extensions, name, json);
            }
        }
        return new Event(apiVersion, id, device, orEmpty(profile), orEmpty(source), origin, readings, tags, extensions);
    }

    private static List<Reading> readings(JsonParser json, JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (token != JsonToken.START_ARRAY) {
            throw Required.invalid("readings of the event must be an array");
        }
        var readings = new ArrayList<Reading>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            readings.add(reading(json));
        }
        return readings;
    }

    /** Reads the reading whose first token is current. */
    static Reading reading(JsonParser json) {
        object(json, "reading");
        var reading = new Draft();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            reading.take(name, json, json.nextToken());
        }
        return reading.finished();
    }

    /** A reading of which not all members are known yet. */
    private static final class Draft {
        private @Nullable String id;
        private long origin;
        private String device = "";
        private String resource = "";
        private @Nullable String profile;
        private @Nullable String type;
        private @Nullable String units;
        private Map<String, @Nullable Object> tags = Map.of();
        private @Nullable ReadingValue simple;
        private byte @Nullable [] bytes;
        private @Nullable String mediaType;
        private @Nullable Object object;
        private Map<String, @Nullable Object> extensions = Map.of();

        void take(String name, JsonParser json, JsonToken token) {
            switch (name) {
                case "id" -> id = text(json, token, name);
                case "origin" -> origin = integer(json, token, name);
                case "deviceName" -> device = orEmpty(text(json, token, name));
                case "resourceName" -> resource = orEmpty(text(json, token, name));
                case "profileName" -> profile = text(json, token, name);
                case "valueType" -> type = text(json, token, name);
                case "units" -> units = text(json, token, name);
                case "tags" -> tags = map(json, token, name);
                case "value" -> simple = simple(json, token);
                case "binaryValue" -> bytes = token == JsonToken.VALUE_NULL ? null : json.getBinaryValue();
                case "mediaType" -> mediaType = text(json, token, name);
                case "objectValue" -> object = JsonTree.read(json);
                default -> extensions = with(extensions, name, json);
            }
        }

        Reading finished() {
            var valueType = ValueType.of(Required.text(type, "Reading.ValueType"));
            return new Reading(
                    id, origin, device, resource, profile, valueType, units, tags, value(valueType), extensions);
        }

        private ReadingValue value(ValueType valueType) {
            if (valueType == ValueType.BINARY) {
                return bytes == null ? new ReadingValue.Null() : new ReadingValue.Binary(bytes, mediaType);
            }
            if (valueType.isStructured()) {
                return object == null ? new ReadingValue.Null() : new ReadingValue.Structured(object);
            }
            return simple == null ? new ReadingValue.Null() : simple;
        }
    }

    private static @Nullable ReadingValue simple(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> new ReadingValue.Simple(json.getString());
            default -> new ReadingValue.Simple(JsonTree.goText(JsonTree.read(json)));
        };
    }

    private static void object(JsonParser json, String what) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw Required.invalid(what + " must be an object");
        }
    }

    private static @Nullable String text(JsonParser json, JsonToken token, String name) {
        if (token == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        throw Required.invalid(name + " must be a string");
    }

    private static long integer(JsonParser json, JsonToken token, String name) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        if (token == JsonToken.VALUE_NULL) {
            return 0;
        }
        throw Required.invalid(name + " must be an integer");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(JsonParser json, JsonToken token, String name) {
        if (token == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        if (token != JsonToken.START_OBJECT) {
            throw Required.invalid(name + " must be an object");
        }
        return (Map<String, @Nullable Object>) Required.value(JsonTree.read(json), name);
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> members, String name, JsonParser json) {
        var all = members.isEmpty() ? new LinkedHashMap<String, @Nullable Object>() : members;
        all.put(name, JsonTree.read(json));
        return all;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
