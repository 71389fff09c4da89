package io.selvage.contracts.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The wire form of events and readings, streamed: half of the readings that cross a box are decoded here. The order of
 * members is EdgeX's; inside an event keys are case-sensitive and unknown ones are kept, unlike everywhere else.
 */
final class EventJson {

    private EventJson() {}

    static final class EventWriter extends StdSerializer<Event> {

        EventWriter() {
            super(Event.class);
        }

        @Override
        public void serialize(Event event, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", event.apiVersion());
            json.writeStringProperty("id", event.id());
            json.writeStringProperty("deviceName", event.deviceName());
            json.writeStringProperty("profileName", event.profileName());
            json.writeStringProperty("sourceName", event.sourceName());
            json.writeNumberProperty("origin", event.origin());
            json.writeArrayPropertyStart("readings");
            for (var reading : event.readings()) {
                write(reading, json);
            }
            json.writeEndArray();
            writeMap("tags", event.tags(), json);
            writeMembers(event.extensions(), json);
            json.writeEndObject();
        }
    }

    static final class ReadingWriter extends StdSerializer<Reading> {

        ReadingWriter() {
            super(Reading.class);
        }

        @Override
        public void serialize(Reading reading, JsonGenerator json, SerializationContext context) {
            write(reading, json);
        }
    }

    static final class EventReader extends StdDeserializer<Event> {

        EventReader() {
            super(Event.class);
        }

        @Override
        public Event deserialize(JsonParser json, DeserializationContext context) {
            return EventDecoder.event(json);
        }
    }

    static final class ReadingReader extends StdDeserializer<Reading> {

        ReadingReader() {
            super(Reading.class);
        }

        @Override
        public Reading deserialize(JsonParser json, DeserializationContext context) {
            return EventDecoder.reading(json);
        }
    }

    private static void write(Reading reading, JsonGenerator json) {
        json.writeStartObject();
        writeText("id", reading.id(), json);
        if (reading.origin() != 0) {
            json.writeNumberProperty("origin", reading.origin());
        }
        json.writeStringProperty("deviceName", reading.deviceName());
        json.writeStringProperty("resourceName", reading.resourceName());
        writeText("profileName", reading.profileName(), json);
        json.writeStringProperty("valueType", reading.valueType().text());
        writeText("units", reading.units(), json);
        writeMap("tags", reading.tags(), json);
        switch (reading.value()) {
            case ReadingValue.Simple(var text) -> json.writeStringProperty("value", text);
            case ReadingValue.Numeric(var number) -> json.writePOJOProperty("value", number);
            case ReadingValue.Binary(var bytes, var mediaType) -> {
                if (bytes.length > 0) {
                    json.writeBinaryProperty("binaryValue", bytes);
                }
                writeText("mediaType", mediaType, json);
            }
            case ReadingValue.Structured(var object) -> json.writePOJOProperty("objectValue", object);
            case ReadingValue.Null _ -> {
                json.writeNullProperty("value");
                json.writeNullProperty("binaryValue");
                json.writeNullProperty("objectValue");
            }
        }
        writeMembers(reading.extensions(), json);
        json.writeEndObject();
    }

    private static void writeText(String name, @Nullable String text, JsonGenerator json) {
        if (text != null && !text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    private static void writeMap(String name, Map<String, @Nullable Object> map, JsonGenerator json) {
        if (!map.isEmpty()) {
            json.writePOJOProperty(name, map);
        }
    }

    private static void writeMembers(Map<String, @Nullable Object> members, JsonGenerator json) {
        for (var name : List.copyOf(members.keySet())) {
            json.writePOJOProperty(name, members.get(name));
        }
    }
}
