package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.JsonFault;
import io.selvage.contracts.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectMapper;

/**
 * Envelopes as bytes. All forms are read, whichever is written.
 *
 * @param form how envelopes are written
 */
public record EnvelopeCodec(Form form) {

    /** The forms of EdgeX. */
    public enum Form {
        /** JSON with the payload inline, the default of 4.x; payloads of content type CBOR are in base64. */
        RAW,
        /** JSON with the payload in base64, as 3.x has it. */
        BASE64,
        /** All of the envelope in CBOR. */
        CBOR
    }

    /** Bytes of an envelope and a small payload. */
    private static final int ENVELOPE = 2048;

    /** From this size of a payload on, the array is made in the very size of the message, and not copied. */
    private static final int LARGE = 1 << 20;

    /** The wire form of EdgeX 4.x. */
    public static final EnvelopeCodec V4 = new EnvelopeCodec(Form.RAW);

    /** The wire form of EdgeX 3.x. */
    public static final EnvelopeCodec V3 = new EnvelopeCodec(Form.BASE64);

    /** The form that EdgeX's environment variables ask for: the switches are meant for all services of a place. */
    public static EnvelopeCodec of(Map<String, String> environment) {
        if (Boolean.parseBoolean(environment.get("EDGEX_MSG_CBOR_ENCODE"))) {
            return new EnvelopeCodec(Form.CBOR);
        }
        return Boolean.parseBoolean(environment.get("EDGEX_MSG_BASE64_PAYLOAD")) ? V3 : V4;
    }

    /**
     * The envelope as the bytes of a message.
     *
     * @throws EdgeException CONTRACT_INVALID where the payload has no such form
     */
    public byte[] encode(Envelope envelope) {
        try {
            return written(envelope);
        } catch (JacksonException e) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID, "the payload cannot be written: " + e.getOriginalMessage(), e);
        }
    }

    private byte[] written(Envelope envelope) {
        var payload = payloadOf(envelope);
        var size = sizeOf(payload);
        var around =
                size < LARGE ? ENVELOPE : written(envelope, null, new ExactBytes(ENVELOPE)).length - "null".length();
        return written(envelope, payload, new ExactBytes(around + size));
    }

    private byte[] written(Envelope envelope, @Nullable Object payload, ExactBytes out) {
        ObjectMapper mapper = form == Form.CBOR ? EdgeJson.cbor() : EdgeJson.mapper();
        try (var json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", envelope.apiVersion());
            json.writeStringProperty("receivedTopic", envelope.receivedTopic());
            json.writeStringProperty("correlationID", envelope.correlationId());
            json.writeStringProperty("requestID", envelope.requestId());
            json.writeNumberProperty("errorCode", envelope.errorCode());
            json.writeName("payload");
            writePayload(payload, envelope.contentType(), json);
            json.writeStringProperty("contentType", form == Form.CBOR ? Envelope.CBOR : envelope.contentType());
            if (!envelope.queryParams().isEmpty()) {
                json.writePOJOProperty("queryParams", envelope.queryParams());
            }
            json.writeEndObject();
        }
        return out.taken();
    }

    /** The payload, as bytes already where it will be base64: large ones are written into no array that must grow. */
    private @Nullable Object payloadOf(Envelope envelope) {
        return switch (envelope.payload()) {
            case null -> null;
            case byte[] bytes -> bytes;
            case EncodedPayload encoded -> encoded;
            case String text -> text;
            case Object payload ->
                form != Form.CBOR && isCbor(envelope.contentType())
                        ? EdgeJson.cbor().writeValueAsBytes(payload)
                        : payload;
        };
    }

    private int sizeOf(@Nullable Object payload) {
        return switch (payload) {
            case byte[] bytes -> form == Form.CBOR ? bytes.length : 2 + (bytes.length + 2) / 3 * 4;
            case EncodedPayload encoded -> encoded.length();
            case null, default -> 0;
        };
    }

    private void writePayload(@Nullable Object content, String contentType, JsonGenerator json) {
        switch (content) {
            case null -> json.writeNull();
            case byte[] bytes -> json.writeBinary(bytes);
            case EncodedPayload encoded -> writeEncoded(encoded, contentType, json);
            case String text -> writeText(text, contentType, json);
            case Object payload -> {
                if (form == Form.CBOR) {
                    json.writePOJO(payload);
                } else if (form == Form.BASE64) {
                    json.writeBinary(EdgeJson.mapper().writeValueAsBytes(payload));
                } else {
                    json.writePOJO(payload);
                }
            }
        }
    }

    private void writeText(String text, String contentType, JsonGenerator json) {
        if (form != Form.BASE64) {
            json.writeString(text);
        } else if (contentType.startsWith(Envelope.TEXT)) {
            json.writeBinary(text.getBytes(StandardCharsets.UTF_8));
        } else {
            json.writeBinary(EdgeJson.mapper().writeValueAsBytes(text));
        }
    }

    private void writeEncoded(EncodedPayload encoded, String contentType, JsonGenerator json) {
        var whole = form == Form.CBOR;
        switch (encoded.form()) {
            case JSON_STRING -> {
                if (whole && !contentType.startsWith(Envelope.TEXT)) {
                    json.writePOJO(encoded.decode(Object.class, contentType));
                } else if (whole) {
                    json.writeString(encoded.text()); // CBOR has no escapes
                } else {
                    json.writeRawUTF8String(encoded.message(), encoded.offset() + 1, encoded.length() - 2);
                }
            }
            case JSON -> copy(encoded, form == Form.BASE64, EdgeJson.mapper(), json);
            case CBOR -> copy(encoded, !whole, EdgeJson.cbor(), json);
            case BYTES -> json.writeBinary(encoded.message(), encoded.offset(), encoded.length());
        }
    }

    private static void copy(EncodedPayload encoded, boolean asBytes, ObjectMapper mapper, JsonGenerator json) {
        if (asBytes) {
            json.writeBinary(encoded.message(), encoded.offset(), encoded.length());
            return;
        }
        try (var parser = mapper.createParser(encoded.message(), encoded.offset(), encoded.length())) {
            parser.nextToken();
            json.copyCurrentStructure(parser);
        }
    }

    /**
     * The envelope in the bytes of a message; its payload stays encoded.
     *
     * @throws EdgeException CONTRACT_INVALID where the bytes are no envelope
     */
    public Envelope decode(byte[] message) {
        var cbor = message.length > 0 && (message[0] & 0xe0) == 0xa0;
        ObjectMapper mapper = cbor ? EdgeJson.cbor() : EdgeJson.mapper();
        try (var json = mapper.createParser(message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new EdgeException(ErrorKind.CONTRACT_INVALID, "a message must be an envelope object");
            }
            var draft = new Draft(message, cbor, form == Form.BASE64);
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                draft.take(name, json);
            }
            return draft.finished();
        } catch (JacksonException e) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "no envelope: " + JsonFault.text(e), e);
        }
    }

    static <T> T convert(Object payload, Class<T> type) {
        return EdgeJson.mapper().convertValue(payload, type);
    }

    private static boolean isCbor(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(Envelope.CBOR);
    }

    /** An envelope of which not all members are known yet. */
    private static final class Draft {
        private final byte[] message;
        private final boolean cbor;
        private final boolean base64;
        private String apiVersion = "";
        private String topic = "";
        private String correlationId = "";
        private String requestId = "";
        private int errorCode;
        private @Nullable Object payload;
        private String contentType = "";
        private final Map<String, String> queryParams = new LinkedHashMap<>();

        Draft(byte[] message, boolean cbor, boolean base64) {
            this.message = message;
            this.cbor = cbor;
            this.base64 = base64;
        }

        void take(String name, JsonParser json) {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "apiversion" -> apiVersion = text(json);
                case "receivedtopic" -> topic = text(json);
                case "correlationid" -> correlationId = text(json);
                case "requestid" -> requestId = text(json);
                case "errorcode" -> errorCode = json.currentToken() == JsonToken.VALUE_NULL ? 0 : json.getIntValue();
                case "payload" -> payload = payload(json);
                case "contenttype" -> contentType = text(json);
                case "queryparams" -> takeQuery(json);
                default -> json.skipChildren();
            }
        }

        private @Nullable Object payload(JsonParser json) {
            var token = json.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                var bytes = json.getBinaryValue();
                return new EncodedPayload(bytes, 0, bytes.length, EncodedPayload.Form.BYTES);
            }
            var start = (int) json.currentTokenLocation().getByteOffset();
            if (token == JsonToken.VALUE_STRING && !cbor) {
                return new EncodedPayload(message, start, lengthOfString(start), EncodedPayload.Form.JSON_STRING);
            }
            json.finishToken();
            json.skipChildren();
            var end = (int) json.currentLocation().getByteOffset();
            return new EncodedPayload(
                    message, start, end - start, cbor ? EncodedPayload.Form.CBOR : EncodedPayload.Form.JSON);
        }

        /** From quote to quote; the parser passes the string over when it goes on, and reads nothing of it into memory. */
        private int lengthOfString(int start) {
            var end = start + 1;
            while (end < message.length && message[end] != '"') {
                end += message[end] == '\\' ? 2 : 1;
            }
            return Math.min(end + 1, message.length) - start;
        }

        private void takeQuery(JsonParser json) {
            if (JsonTree.read(json) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> queryParams.put(String.valueOf(key), String.valueOf(value)));
            }
        }

        private static String text(JsonParser json) {
            return switch (json.currentToken()) {
                case VALUE_NULL -> "";
                case VALUE_STRING -> json.getString();
                default ->
                    throw new EdgeException(
                            ErrorKind.CONTRACT_INVALID, json.currentName() + " of an envelope must be a string");
            };
        }

        Envelope finished() {
            if (base64 && contentType.startsWith(Envelope.TEXT) && payload instanceof EncodedPayload encoded) {
                payload = encoded.textInBase64();
            }
            return new Envelope(
                    apiVersion, topic, correlationId, requestId, errorCode, payload, contentType, queryParams);
        }
    }
}
