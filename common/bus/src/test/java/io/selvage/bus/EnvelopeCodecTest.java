package io.selvage.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {

    private static final String ID = "0f6f0c0e-5a3e-4d0e-9c5b-6a1f4f8f2b11";
    private static final BaseResponse PAYLOAD = BaseResponse.of("Röhre \"1\"", 200);
    private static final String PAYLOAD_JSON =
            "{\"apiVersion\":\"v3\",\"requestId\":\"Röhre \\\"1\\\"\",\"statusCode\":200}";

    private static String raw(String payload, String type) {
        return "{\"apiVersion\":\"v3\",\"receivedTopic\":\"\",\"correlationID\":\"" + ID
                + "\",\"requestID\":\"\",\"errorCode\":0,\"payload\":" + payload + ",\"contentType\":\"" + type + "\"}";
    }

    private static String base64(byte[] bytes) {
        return "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
    }

    private static Envelope decoded(String message) {
        return EnvelopeCodec.V4.decode(message.getBytes(UTF_8));
    }

    private static Envelope envelope(@Nullable Object payload, String contentType) {
        return new Envelope("v3", "", ID, "", 0, payload, contentType, Map.of());
    }

    private static String text(byte[] message) {
        return new String(message, UTF_8);
    }

    @Test
    void writesThePayloadInlineAs4xDoes() {
        assertThat(text(EnvelopeCodec.V4.encode(envelope(PAYLOAD, Envelope.JSON))))
                .isEqualTo(raw(PAYLOAD_JSON, Envelope.JSON));
    }

    @Test
    void writesThePayloadInBase64As3xDoes() {
        assertThat(text(EnvelopeCodec.V3.encode(envelope(PAYLOAD, Envelope.JSON))))
                .isEqualTo(raw(base64(PAYLOAD_JSON.getBytes(UTF_8)), Envelope.JSON));
    }

    @Test
    void writesACborPayloadInBase64InEveryJsonEnvelope() {
        var expected = raw(base64(EdgeJson.cbor().writeValueAsBytes(PAYLOAD)), Envelope.CBOR);

        assertThat(text(EnvelopeCodec.V4.encode(envelope(PAYLOAD, Envelope.CBOR))))
                .isEqualTo(expected);
        assertThat(text(EnvelopeCodec.V3.encode(envelope(PAYLOAD, Envelope.CBOR))))
                .isEqualTo(expected);
    }

    @Test
    void writesBytesInBase64AndNullAsNull() {
        assertThat(text(EnvelopeCodec.V4.encode(envelope(new byte[] {1, 2}, Envelope.JSON))))
                .isEqualTo(raw("\"AQI=\"", Envelope.JSON));
        assertThat(text(EnvelopeCodec.V3.encode(envelope(null, Envelope.JSON)))).isEqualTo(raw("null", Envelope.JSON));
    }

    @Test
    void writesAWholeEnvelopeInCbor() {
        var message = new EnvelopeCodec(EnvelopeCodec.Form.CBOR).encode(envelope(Map.of("a", 1), Envelope.JSON));

        assertThat(EdgeJson.cbor().readTree(message).toString()).isEqualTo(raw("{\"a\":1}", Envelope.CBOR));
    }

    @Test
    void readsAWholeEnvelopeInCbor() {
        var hex = "a7" + "6a61706956657273696f6e" + "627633" // apiVersion: v3
                + "6d7265636569766564546f706963" + "60" // receivedTopic: ""
                + "6d636f7272656c6174696f6e4944" + "6161" // correlationID: a
                + "69726571756573744944" + "60" // requestID: ""
                + "696572726f72436f6465" + "00" // errorCode: 0
                + "677061796c6f6164" + "a261611864616243000102" // payload: {a: 100, b: h'000102'}
                + "6b636f6e74656e7454797065" + "706170706c69636174696f6e2f63626f72"; // contentType: application/cbor

        var envelope = EnvelopeCodec.V4.decode(HexFormat.of().parseHex(hex));

        assertThat(envelope.correlationId()).isEqualTo("a");
        assertThat(envelope.contentType()).isEqualTo(Envelope.CBOR);
        var payload = envelope.payloadAs(Map.class);
        assertThat(payload.get("a")).isEqualTo(100);
        assertThat(payload.get("b")).isEqualTo(new byte[] {0, 1, 2});
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItHasWritten(EnvelopeCodec.Form form) {
        var codec = new EnvelopeCodec(form);
        var request = new Envelope("v3", "", ID, ID, 0, PAYLOAD, Envelope.JSON, Map.of("ds-pushevent", "true"));

        var back = codec.decode(codec.encode(request));

        assertThat(back.payloadAs(BaseResponse.class)).isEqualTo(PAYLOAD);
        assertThat(back.requestId()).isEqualTo(ID);
        assertThat(back.queryParams()).isEqualTo(Map.of("ds-pushevent", "true"));
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhatItHasRead(EnvelopeCodec.Form form) {
        var codec = new EnvelopeCodec(form);
        for (var from : EnvelopeCodec.Form.values()) {
            var received = codec.decode(new EnvelopeCodec(from).encode(envelope(PAYLOAD, Envelope.JSON)));

            assertThat(codec.decode(codec.encode(received)).payloadAs(BaseResponse.class))
                    .isEqualTo(PAYLOAD);
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesTheTextOfAnError(EnvelopeCodec.Form form) {
        var codec = new EnvelopeCodec(form);
        var error = Envelope.request(null, Map.of()).error("no device named \"Röhre\"");

        var back = codec.decode(codec.encode(codec.decode(codec.encode(error))));

        assertThat(back.isError()).isTrue();
        assertThat(back.text()).isEqualTo("no device named \"Röhre\"");
    }

    @Test
    void readsAnErrorAs4xSendsIt() {
        var envelope =
                decoded("{\"apiVersion\":\"v3\",\"errorCode\":1,\"payload\":\"busy\",\"contentType\":\"text/plain\"}");

        assertThat(envelope.isError()).isTrue();
        assertThat(envelope.text()).isEqualTo("busy");
        assertThat(envelope.payloadAs(String.class)).isEqualTo("busy");
    }

    @Test
    void takesMembersInAnyOrderAndLetterCaseAndIgnoresOthers() {
        var envelope = decoded(
                "{\"contenttype\":\"application/json; charset=utf-8\",\"new\":[{\"payload\":5}],"
                        + "\"Payload\":{\"requestId\":\"ü\"},\"CORRELATIONID\":\"c\",\"requestID\":null,\"queryParams\":null} ");

        assertThat(envelope.payloadAs(BaseResponse.class).requestId()).isEqualTo("ü");
        assertThat(envelope.correlationId()).isEqualTo("c");
        assertThat(envelope.requestId()).isEmpty();
    }

    @Test
    void readsPayloadsOfEveryJsonType() {
        assertThat(decoded(raw("42", Envelope.JSON)).payloadAs(Integer.class)).isEqualTo(42);
        assertThat(decoded(raw("-1.5", Envelope.JSON)).payloadAs(Double.class)).isEqualTo(-1.5);
        assertThat(decoded(raw("true", Envelope.JSON)).payloadAs(Boolean.class)).isTrue();
        assertThat((Object) decoded(raw("[1, 2]", Envelope.JSON)).payloadAs(List.class))
                .isEqualTo(List.of(1, 2));
        assertThat(decoded(raw("null", Envelope.JSON)).payload()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "\"{}\"",
                "null",
                "{\"payload\":{}",
                "{\"payload\":",
                "{\"apiVersion\":5}",
                "{\"correlationID\":{\"errorCode\":1}}",
                "{\"contentType\":[]}",
                "{\"errorCode\":\"x\"}"
            })
    void refusesWhatIsNoEnvelope(String message) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> decoded(message))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void ignoresWhatFollowsTheEnvelope() {
        assertThat(decoded("{\"correlationID\":\"c\"}}x{").correlationId()).isEqualTo("c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contentType\":\"application/json\"}",
                "{\"payload\":null,\"contentType\":\"application/json\"}",
                "{\"payload\":\"not base64\",\"contentType\":\"application/json\"}",
                "{\"payload\":\"eyJhIjox\",\"contentType\":\"application/json\"}",
                "{\"payload\":\"e30=\",\"contentType\":\"application/xml\"}",
                "{\"payload\":\"e30=\"}",
                "{\"payload\":[],\"contentType\":\"application/json\"}",
                "{\"payload\":{\"statusCode\":\"x\"},\"contentType\":\"application/json\"}"
            })
    void refusesAPayloadOfAnotherShape(String message) {
        var envelope = decoded(message);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> envelope.payloadAs(BaseResponse.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void writesTheFormThatTheEnvironmentAsksFor() {
        assertThat(EnvelopeCodec.of(Map.of())).isEqualTo(EnvelopeCodec.V4);
        assertThat(EnvelopeCodec.of(Map.of("EDGEX_MSG_BASE64_PAYLOAD", "true"))).isEqualTo(EnvelopeCodec.V3);
        assertThat(EnvelopeCodec.of(Map.of("EDGEX_MSG_CBOR_ENCODE", "TRUE")).form())
                .isEqualTo(EnvelopeCodec.Form.CBOR);
    }

    @ParameterizedTest
    @EnumSource
    void aPayloadThatCannotBeWrittenIsTheSendersMistake(EnvelopeCodec.Form form) {
        var endless = new LinkedHashMap<String, Object>();
        endless.put("self", endless);
        var envelope = Envelope.of(ID, new Endless(endless), Envelope.JSON);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> new EnvelopeCodec(form).encode(envelope))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    private record Endless(Object content) {}

    @Test
    void aTextThatIsPassedOnInCborHasNoEscapesOfJson() {
        var text = "\"quoted\"\nand \u00e9";
        var passedOn = EnvelopeCodec.V4.decode(EnvelopeCodec.V4.encode(envelope(text, Envelope.TEXT)));

        var message = new EnvelopeCodec(EnvelopeCodec.Form.CBOR).encode(passedOn);

        assertThat(EdgeJson.cbor().readTree(message).get("payload").asString()).isEqualTo(text);
    }
}
