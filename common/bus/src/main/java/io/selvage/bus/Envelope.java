package io.selvage.bus;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.json.JsonFault;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What travels on a topic. The payload is an object inside one JVM and is encoded only where it leaves it.
 *
 * @param correlationId ties together what one request caused; may be empty
 * @param requestId empty where no reply is expected
 * @param errorCode 0, or 1 where the payload is the text of an error
 * @param payload a record, a map, text, null, or {@link EncodedPayload} as it came from a broker
 * @param queryParams the query of a command, empty for all else
 */
public record Envelope(
        String apiVersion,
        String receivedTopic,
        String correlationId,
        String requestId,
        int errorCode,
        @Nullable Object payload,
        String contentType,
        Map<String, String> queryParams) {

    public static final String JSON = "application/json";
    public static final String CBOR = "application/cbor";
    public static final String TEXT = "text/plain";

    public Envelope {
        queryParams = Immutable.map(queryParams);
    }

    /** An envelope that expects no reply. */
    public static Envelope of(String correlationId, Object payload, String contentType) {
        return new Envelope(ApiVersion.V3, "", correlationId, "", 0, payload, contentType, Map.of());
    }

    /** What stands for a message that is no envelope, for handlers that {@link MessageHandler#takesUnreadable}. */
    public static Envelope unreadable(byte[] message, String reason) {
        return of("", new UnreadablePayload(message, reason), "");
    }

    /** Whether it stands for a message that is no envelope. */
    public boolean isUnreadable() {
        return payload instanceof UnreadablePayload;
    }

    /** A request with fresh ids. */
    public static Envelope request(@Nullable Object payload, Map<String, String> queryParams) {
        return new Envelope(
                ApiVersion.V3,
                "",
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                0,
                payload,
                JSON,
                queryParams);
    }

    /** The answer to this request. */
    public Envelope reply(@Nullable Object answer, String answerType) {
        return new Envelope(ApiVersion.V3, "", correlationId, requestId, 0, answer, answerType, Map.of());
    }

    /** The answer that this request failed. */
    public Envelope error(String message) {
        return new Envelope(ApiVersion.V3, "", UUID.randomUUID().toString(), requestId, 1, message, TEXT, Map.of());
    }

    /** This envelope as received on a topic. */
    public Envelope receivedOn(String topic) {
        return new Envelope(apiVersion, topic, correlationId, requestId, errorCode, payload, contentType, queryParams);
    }

    /** This envelope with that correlation id. */
    public Envelope correlatedBy(String id) {
        return new Envelope(apiVersion, receivedTopic, id, requestId, errorCode, payload, contentType, queryParams);
    }

    public boolean isError() {
        return errorCode != 0;
    }

    /** The payload as bytes: those that came from a broker, else as JSON. */
    public byte[] bytes() {
        return switch (payload) {
            case UnreadablePayload unreadable -> unreadable.message();
            case EncodedPayload encoded ->
                Arrays.copyOfRange(encoded.message(), encoded.offset(), encoded.offset() + encoded.length());
            case null, default -> EdgeJson.mapper().writeValueAsBytes(payload);
        };
    }

    /** The payload as text: that of an error. */
    public String text() {
        return payload == null ? "" : payload instanceof EncodedPayload encoded ? encoded.text() : payload.toString();
    }

    /**
     * The payload as the type: the very object inside one JVM, decoded by the content type otherwise.
     *
     * @throws EdgeException CONTRACT_INVALID where it is absent or of another shape
     */
    public <T> T payloadAs(Class<T> type) {
        if (type.isInstance(payload)) {
            return type.cast(payload);
        }
        try {
            return switch (payload) {
                case null -> throw new EdgeException(ErrorKind.CONTRACT_INVALID, "the envelope has no payload");
                case EncodedPayload encoded -> encoded.decode(type, contentType);
                case UnreadablePayload unreadable ->
                    throw new EdgeException(ErrorKind.CONTRACT_INVALID, unreadable.reason());
                default -> EnvelopeCodec.convert(payload, type);
            };
        } catch (JacksonException e) {
            throw asInvalid(e);
        }
    }

    private static EdgeException asInvalid(JacksonException failure) {
        return failure.getCause() instanceof EdgeException cause
                ? cause
                : new EdgeException(
                        ErrorKind.CONTRACT_INVALID, "payload not readable: " + JsonFault.text(failure), failure);
    }
}
