package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.JsonFault;
import io.selvage.contracts.json.JsonTree;
import java.io.ByteArrayOutputStream;
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
        var out = new ByteArrayOutputStream(2048);
        ObjectMapper mapper = form == Form.CBOR ? EdgeJson.cbor() : EdgeJson.mapper();
        try (var json = mapper.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", envelope.apiVersion());
            json.writeStringProperty("receivedTopic", envelope.receivedTopic());
            json.writeStringProperty("correlationID", envelope.correlationId());
            json.writeStringProperty("requestID", envelope.requestId());
            json.writeNumberProperty("errorCode", envelope.errorCode());
            json.writeName("payload");
            writePayload(envelope, json);
            json.writeStringProperty("contentType", form == Form.CBOR ? Envelope.CBOR : envelope.contentType());
            if (!envelope.queryParams().isEmpty()) {
                json.writePOJOProperty("queryParams", envelope.queryParams());
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void writePayload(Envelope envelope, JsonGenerator json) {
        var contentType = envelope.contentType();
        switch (envelope.payload()) {
            case null -> json.writeNull();
            case byte[] bytes -> json.writeBinary(bytes);
            case EncodedPayload encoded -> writeEncoded(encoded, contentType, json);
            case String text -> writeText(text, contentType, json);
            case Object payload -> {
                if (form == Form.CBOR) {
                    json.writePOJO(payload);
                } else if (isCbor(contentType)) {
                    json.writeBinary(EdgeJson.cbor().writeValueAsBytes(payload));
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
                } else {
                    json.writeString(encoded.text());
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
            json.finishToken();
            json.skipChildren();
            var end = (int) json.currentLocation().getByteOffset();
            return new EncodedPayload(message, start, end - start, formOf(token));
        }

        private EncodedPayload.Form formOf(JsonToken token) {
            if (cbor) {
                return EncodedPayload.Form.CBOR;
            }
            return token == JsonToken.VALUE_STRING ? EncodedPayload.Form.JSON_STRING : EncodedPayload.Form.JSON;
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
