package io.selvage.device.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.ReadingValue;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service over its port: devices that post, and one that listens. */
@Timeout(30)
class RestServiceTest {

    private static final String PROFILE = """
            name: Shop
            deviceResources:
              - {name: int, properties: {valueType: Int64, readWrite: RW}}
              - {name: level, properties: {valueType: Float32, readWrite: RW, scale: 10}}
              - {name: open, properties: {valueType: Bool, readWrite: RW}}
              - {name: note, properties: {valueType: String, readWrite: RW}}
              - {name: json, properties: {valueType: Object, readWrite: RW, mediaType: application/json}}
              - {name: list, properties: {valueType: Int8Array, readWrite: RW}}
              - {name: jpeg, properties: {valueType: Binary, readWrite: R, mediaType: image/jpeg}}
            deviceCommands:
              - {name: both, readWrite: RW, resourceOperations: [{deviceResource: int}, {deviceResource: note}]}
            """;

    private static final Thing THING = Thing.start();

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(RestApplication.class)
            .with("Device.AllowedFails", "0")
            .withProfile(PROFILE)
            .withDevice("{name: till, profileName: Shop, protocols: {other: {}}}")
            .withDevice("""
                    name: scale
                    profileName: Shop
                    protocols: {REST: {Host: 127.0.0.1, Port: '%d', Path: api, Timeout: 2s}}
                    """.formatted(THING.port()));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeEach
    void forget() {
        THING.forget();
    }

    @AfterAll
    static void stop() {
        THING.close();
        HTTP.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(to(path).GET());
    }

    private static HttpResponse<String> put(String path, String json) throws Exception {
        return send(to(path).PUT(BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        var request = to(path).POST(BodyPublishers.ofByteArray(body));
        return send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(SERVICE.url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int   | text/plain                      | 12       | 12
            int   |                                 | ' 12\n'  | 12
            int   | application/json                | 12.9     | 12
            level | text/plain                      | 1.5      | 1.5e+01
            open  | text/plain                      | T        | true
            note  | text/plain; charset=utf-8       | a ü      | a ü
            note  | application/x-www-form-urlencoded | a=b&c  | a=b&c
            list  | application/json                | [1, 2]   | [1, 2]
            """)
    void aPostedTextBecomesAnEvent(String resource, String type, String body, String reading) throws Exception {
        var answer = post("/resource/till/" + resource, type == null ? "" : type, body.getBytes(UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        var event = SERVICE.nextEvent();
        assertThat(event.deviceName()).isEqualTo("till");
        assertThat(event.sourceName()).isEqualTo(resource);
        assertThat(event.readings())
                .singleElement()
                .satisfies(one -> assertThat(one.value()).isEqualTo(new ReadingValue.Simple(reading)));
    }

    @Test
    void postedJsonAndPicturesBecomeEvents() throws Exception {
        var picture = new byte[] {-1, -40, 0, 7};
        post("/resource/till/json", "application/json; charset=utf-8", "{\"a\":[1]}".getBytes(UTF_8));
        assertThat(SERVICE.nextEvent().readings().getFirst().value())
                .isEqualTo(new ReadingValue.Structured(Map.of("a", List.of(1))));

        post("/resource/till/jpeg", "image/jpeg", picture);
        assertThat(SERVICE.nextEvent().readings().getFirst().value())
                .isInstanceOfSatisfying(ReadingValue.Binary.class, binary -> {
                    assertThat(binary.bytes()).isEqualTo(picture);
                    assertThat(binary.mediaType()).isEqualTo("image/jpeg");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "404, nobody/int, text/plain, 1, device nobody",
        "404, till/nothing, text/plain, 1, resource nothing",
        "400, till/int, text/plain, '', no body",
        "400, till/int, text/plain, x, type Int64",
        "400, till/jpeg, image/png, x, image/jpeg",
        "400, till/jpeg, '', x, image/jpeg",
        "400, till/json, text/plain, {}, application/json",
        "400, till/json, application/json, {, type Object",
        "400, till/json, application/json, null, type Object",
        "400, till/json, application/json, [1], type Object",
        "400, till/list, application/json, '[1,300]', type Int8Array",
        "400, till/list, application/json, '[1,null]', type Int8Array",
        "400, till/int, text/plain, 9223372036854775808, type Int64",
        "400, till/int, text/plain, NaN, type Int64",
        "400, till/level, text/plain, 1e39, type Float32",
        "400, till/open, text/plain, maybe, type Bool",
        "404, till/int/more, text/plain, 1, resource int/more",
        "404, till/int%2Fmore, text/plain, 1, resource int/more",
        "404, ..%2Ftill/int, text/plain, 1, device ../till"
    })
    void whatCannotBeTakenIsAnsweredInPlainText(int status, String path, String type, String body, String reason)
            throws Exception {
        var answer = post("/resource/" + path, type, body.getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        var answer = post("/resource/till/note", "text/plain", new byte[] {'2', '1', (byte) 0xB0});

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no text in UTF-8");
    }

    @Test
    void aQueryThatIsNoneIsRefused() throws Exception {
        var answer = get("/device/name/scale/int?a=%25zz");
        assertThat(answer.statusCode()).isEqualTo(500); // passed on: the device has no answer
        assertThat(THING.next().url()).isEqualTo("/api/int?a=%25zz");
    }

    @Test
    void theRouteIsForPostsOnly() throws Exception {
        assertThat(get("/resource/till/int").statusCode()).isEqualTo(405);
    }

    @Test
    void aReadAsksTheDevice() throws Exception {
        THING.answer("/api/int", 200, "text/plain", "42\n");
        THING.answer("/api/note", 200, "text/html", "good");

        assertThat(get("/device/name/scale/both?unit=kg&ds-pushevent=false").body())
                .contains("\"value\":\"42\"", "\"value\":\"good\"");

        assertThat(THING.next().url()).isEqualTo("/api/int?unit=kg");
        assertThat(THING.next().url()).isEqualTo("/api/note?unit=kg");
        assertThat(get("/device/name/scale/int").statusCode()).isEqualTo(200);
        assertThat(THING.next().url()).isEqualTo("/api/int");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            int   | "7"       | text/plain       | 7
            level | 25        | text/plain       | 2.5
            open  | "true"    | text/plain       | true
            note  | "a b"     | text/plain       | a b
            json  | {"a":"b"} | application/json | {"a":"b"}
            list  | [1,2]     | application/json | [1,2]
            """)
    void aWritePutsTheValue(String resource, String value, String type, String body) throws Exception {
        var answer = put("/device/name/scale/" + resource, "{\"" + resource + "\":" + value + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(THING.next()).isEqualTo(new Thing.Received("PUT", "/api/" + resource, type, body));
    }

    @ParameterizedTest
    @CsvSource({
        "503, text/plain, cleaning, 'status 503: cleaning'",
        "200, text/plain, x, type Int64",
        "0, text/plain, '', not answered within 2000 ms",
        "1, text/plain, '', not answered within 2000 ms"
    })
    void whatTheDeviceDoesWrongIsTold(int status, String type, String body, String reason) throws Exception {
        THING.answer("/api/int", status, type, body);

        var answer = get("/device/name/scale/int");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains(reason);
        assertThat(THING.next().method()).isEqualTo("GET");
    }

    @Test
    void aDeviceThatOnlyPostsTakesNoCommands() throws Exception {
        var answer = get("/device/name/till/int");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("no protocol REST");
    }
}
