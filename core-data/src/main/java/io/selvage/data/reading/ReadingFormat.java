package io.selvage.data.reading;

import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/** The formats of an export. */
enum ReadingFormat {

    /** A reading a line, as in EdgeX's lists. */
    NDJSON("application/x-ndjson") {
        @Override
        void begin(OutputStream out) {}

        @Override
        void write(Reading reading, OutputStream out) throws IOException {
            LINES.writeValue(out, reading);
            out.write('\n');
        }
    },

    /** RFC 4180 with a line of names; bytes in base64, objects and tags in JSON, nothing where there is no value. */
    CSV("text/csv") {
        @Override
        void begin(OutputStream out) throws IOException {
            writeLine(
                    Stream.of(
                            "origin",
                            "deviceName",
                            "resourceName",
                            "profileName",
                            "valueType",
                            "units",
                            "mediaType",
                            "value",
                            "tags"),
                    out);
        }

        @Override
        void write(Reading reading, OutputStream out) throws IOException {
            writeLine(
                    Stream.of(
                            String.valueOf(reading.origin()),
                            quoted(reading.deviceName()),
                            quoted(reading.resourceName()),
                            quoted(reading.profileName()),
                            reading.valueType().text(),
                            quoted(reading.units()),
                            reading.value() instanceof ReadingValue.Binary binary ? quoted(binary.mediaType()) : "",
                            textOf(reading),
                            reading.tags().isEmpty() ? "" : quoted(json(reading.tags()))),
                    out);
        }
    };

    private static final ObjectWriter LINES = EdgeJson.mapper()
            .writer()
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM);

    private final String mediaType;

    ReadingFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Writes what comes before the first reading. */
    abstract void begin(OutputStream out) throws IOException;

    abstract void write(Reading reading, OutputStream out) throws IOException;

    private static void writeLine(Stream<String> fields, OutputStream out) throws IOException {
        out.write((fields.collect(Collectors.joining(",")) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String textOf(Reading reading) {
        return switch (reading.value()) {
            case ReadingValue.Simple(var text) -> quoted(text);
            case ReadingValue.Numeric(var number) -> quoted(json(number));
            case ReadingValue.Binary binary -> Base64.getEncoder().encodeToString(binary.bytes());
            case ReadingValue.Structured(var object) -> quoted(json(object));
            case ReadingValue.Null _ -> "";
        };
    }

    private static String json(Object value) {
        return EdgeJson.mapper().writeValueAsString(value);
    }

    private static String quoted(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var isPlain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
