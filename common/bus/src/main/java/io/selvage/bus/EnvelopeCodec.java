package io.selvage.bus;

import io.selvage.bus.EncodedPayload.Form;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.JsonTree;
import java.io.ByteArrayOutputStream;
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
 * Envelopes as bytes: the raw form of EdgeX 4.x (payload inline), or with the payload in base64 as 3.x has it.
 *
 * @param base64 whether JSON payloads are wrapped ({@code EDGEX_MSG_BASE64_PAYLOAD}); CBOR ones always are
 */
public record EnvelopeCodec(boolean base64) {

    /** The wire form of EdgeX 4.x. */
    public static final EnvelopeCodec V4 = new EnvelopeCodec(false);

    /** The wire form of EdgeX 3.x. */
    public static final EnvelopeCodec V3 = new EnvelopeCodec(true);

    /** The envelope as the bytes of a message. */
    public byte[] encode(Envelope envelope) {
        var out = new ByteArrayOutputStream(2048);
        try (var json = EdgeJson.mapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", envelope.apiVersion());
            json.writeStringProperty("receivedTopic", envelope.receivedTopic());
            json.writeStringProperty("correlationID", envelope.correlationId());
            json.writeStringProperty("requestID", envelope.requestId());
            json.writeNumberProperty("errorCode", envelope.errorCode());
            json.writeName("payload");
            writePayload(envelope, json);
            json.writeStringProperty("contentType", envelope.contentType());
            if (!envelope.queryParams().isEmpty()) {
                json.writePOJOProperty("queryParams", envelope.queryParams());
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void writePayload(Envelope envelope, JsonGenerator json) {
        var payload = envelope.payload();
        switch (payload) {
            case null -> json.writeNull();
            case byte[] bytes -> json.writeBinary(bytes);
            case EncodedPayload encoded -> writeEncoded(encoded, json);
            case String text -> json.writeString(text);
            default -> {
                if (isCbor(envelope.contentType())) {
                    json.writeBinary(EdgeJson.cbor().writeValueAsBytes(payload));
                } else if (base64) {
                    json.writeBinary(EdgeJson.mapper().writeValueAsBytes(payload));
                } else {
                    json.writePOJO(payload);
                }
            }
        }
    }

    private static void writeEncoded(EncodedPayload encoded, JsonGenerator json) {
        var mapper = encoded.form() == Form.CBOR ? EdgeJson.cbor() : EdgeJson.mapper();
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
            var draft = new Draft(message, cbor);
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                draft.take(name, json);
            }
            return draft.finished();
        } catch (JacksonException e) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "no envelope: " + e.getOriginalMessage(), e);
        }
    }

    static <T> T convert(Object payload, Class<T> type) {
        return EdgeJson.mapper().convertValue(payload, type);
    }

    static boolean isCbor(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(Envelope.CBOR);
    }

    /** An envelope of which not all members are known yet. */
    private static final class Draft {
        private final byte[] message;
        private final boolean cbor;
        private String apiVersion = "";
        private String topic = "";
        private String correlationId = "";
        private String requestId = "";
        private int errorCode;
        private @Nullable Object payload;
        private String contentType = "";
        private final Map<String, String> queryParams = new LinkedHashMap<>();

        Draft(byte[] message, boolean cbor) {
            this.message = message;
            this.cbor = cbor;
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
                return new EncodedPayload(bytes, 0, bytes.length, Form.CBOR);
            }
            var start = (int) json.currentTokenLocation().getByteOffset();
            json.finishToken();
            json.skipChildren();
            var end = (int) json.currentLocation().getByteOffset();
            var form = cbor ? Form.CBOR : token == JsonToken.VALUE_STRING ? Form.JSON_STRING : Form.JSON;
            return new EncodedPayload(message, start, end - start, form);
        }

        private void takeQuery(JsonParser json) {
            if (JsonTree.read(json) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> queryParams.put(String.valueOf(key), String.valueOf(value)));
            }
        }

        private static String text(JsonParser json) {
            return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getString();
        }

        Envelope finished() {
            return new Envelope(
                    apiVersion, topic, correlationId, requestId, errorCode, payload, contentType, queryParams);
        }
    }
}
