package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;

/**
 * A payload as it came from a broker, not decoded yet: a part of the message's bytes.
 *
 * @param form how the bytes are to be read
 */
@SuppressWarnings("ArrayRecordComponent") // a window on the received message, so that it is not copied
public record EncodedPayload(byte[] message, int offset, int length, Form form) {

    private static final int LARGE = 1 << 20;

    /** How a payload stands in its envelope. */
    public enum Form {
        /** A JSON value in a JSON envelope. */
        JSON,
        /** A JSON string, quotes included: base64 of what the content type says, or the text of an error. */
        JSON_STRING,
        /** A CBOR value in a CBOR envelope. */
        CBOR,
        /** The content of a byte string in a CBOR envelope: what the content type says. */
        BYTES
    }

    /** The payload as text: the content of a string, else the JSON itself. */
    String text() {
        return switch (form) {
            case JSON_STRING -> EdgeJson.mapper().readValue(message, offset, length, String.class);
            case CBOR -> EdgeJson.cbor().readTree(message, offset, length).asString();
            case JSON, BYTES -> new String(message, offset, length, StandardCharsets.UTF_8);
        };
    }

    /** The text that a 3.x peer sent in base64; the string itself where it is none. */
    String textInBase64() {
        try {
            return new String(Base64.getDecoder().decode(text()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text(); // a 4.x peer: it leaves text as it is
        }
    }

    <T> T decode(Class<T> type, String contentType) {
        if (type == String.class && contentType.startsWith(Envelope.TEXT)) {
            return type.cast(text());
        }
        return switch (form) {
            case JSON -> EdgeJson.mapper().readValue(message, offset, length, type);
            case CBOR -> EdgeJson.cbor().readValue(message, offset, length, type);
            case BYTES -> mapperFor(contentType).readValue(message, offset, length, type);
            case JSON_STRING -> unwrapped(mapperFor(contentType), type);
        };
    }

    /** Of a large one not all that it unwraps to is in memory beside what becomes of it. */
    private <T> T unwrapped(ObjectMapper mapper, Class<T> type) {
        if (length < LARGE || hasEscapes()) {
            return mapper.readValue(unwrapped(), type);
        }
        var characters = new ByteArrayInputStream(message, offset + 1, length - 2);
        return mapper.readValue(Base64.getDecoder().wrap(characters), type);
    }

    private boolean hasEscapes() {
        for (var i = offset; i < offset + length; i++) {
            if (message[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private byte[] unwrapped() {
        try {
            return Base64.getDecoder().decode(text());
        } catch (IllegalArgumentException e) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID, "a payload that is a JSON string must be base64: " + e.getMessage(), e);
        }
    }

    private static ObjectMapper mapperFor(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith(Envelope.CBOR)) {
            return EdgeJson.cbor();
        }
        if (type.startsWith(Envelope.JSON)) {
            return EdgeJson.mapper();
        }
        throw new EdgeException(ErrorKind.CONTRACT_INVALID, "a payload of type '" + contentType + "' is not readable");
    }
}
