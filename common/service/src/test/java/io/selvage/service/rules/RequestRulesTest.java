package io.selvage.service.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.service.EdgeServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The request rules of every service, seen over a real port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestRulesTest {

    private static final String PUMP =
            "{\"NAME\":\"pump\",\"adminState\":\"LOCKED\",\"operatingState\":\"UP\",\"serviceName\":\"s\",\"protocols\":{}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;
    private String url;

    @BeforeAll
    void start() {
        service = EdgeServices.run(
                TestApplication.class, "--MessageBus.Optional.Qos=1", "--MessageBus.Optional.Password=hush");
        url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/api/v3";
    }

    @AfterAll
    void stop() {
        service.close();
        http.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    private HttpResponse<String> post(String body, String contentType) throws IOException, InterruptedException {
        return send(to("/device").header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void pingNamesTheServiceAndIsExactlyJson() throws Exception {
        var answer = send(to("/ping"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .matches("\\{\"apiVersion\":\"v3\",\"timestamp\":\"[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]\\d "
                        + "\\d\\d:\\d\\d:\\d\\d \\w+ \\d{4}\",\"serviceName\":\"test-service\"}");
    }

    @Test
    void theConfigurationHasEdgexKeys() throws Exception {
        assertThat(send(to("/config")).body())
                .contains("\"Service\":{\"Host\":\"localhost\"")
                .contains("\"core-metadata\":{\"Protocol\":\"http\"")
                .contains("\"LogLevel\":\"INFO\"");
    }

    @Test
    void theConfigurationHidesThePasswordOfTheBroker() throws Exception {
        assertThat(send(to("/config")).body())
                .contains("\"Optional\":{\"Password\":\"******\",\"Qos\":\"1\"}")
                .doesNotContain("hush");
    }

    @Test
    void theConfigurationShowsNoSecret() throws Exception {
        assertThat(send(to("/config")).body())
                .contains("\"Password\":\"******\"")
                .contains("\"SecretName\":\"mqtt-bus\"")
                .doesNotContain("hush");
    }

    @Test
    void theConfigurationNamesSecretsAndShowsNoneOfTheirValues() throws Exception {
        assertThat(send(to("/config")).body())
                .contains("\"InsecureSecrets\":{\"pump\":{\"SecretName\":\"pump\"}}")
                .doesNotContain("mum")
                .contains("\"Telemetry\":{\"Interval\":\"30s\",\"Metrics\":{\"EventsSent\":false},\"Tags\":{}}")
                .contains("\"CORSConfiguration\":{")
                .contains("\"CORSMaxAge\":3600")
                .contains("\"EnableCORS\":false");
    }

    @Test
    void aSecretHasNowhereToGoWithoutAProvider() throws Exception {
        var answer = send(to("/secret")
                .POST(BodyPublishers.ofString("{\"apiVersion\":\"v3\",\"secretName\":\"n\","
                        + "\"secretData\":[{\"key\":\"k\",\"value\":\"hush\"}]}")));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("configuration provider").doesNotContain("hush");
    }

    @Test
    void theVersionBeginsWithThatOfEdgex() throws Exception {
        assertThat(send(to("/version")).body()).contains("\"version\":\"4.1.0-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-www-form-urlencoded", "image/png"})
    void aBodyIsJsonWhateverItsType(String contentType) throws Exception {
        var answer = post("[" + PUMP + "]", contentType);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"pump\"").contains("\"protocols\":{}");
    }

    @Test
    void aBrokenEscapeIsA400EvenBehindASemicolon() throws Exception {
        try (var socket = new Socket("localhost", URI.create(url).getPort())) {
            var request = "GET /api/v3/ping;a=% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("hexadecimal");
        }
    }

    @Test
    void aBodyNeedsNoType() throws Exception {
        assertThat(send(to("/device").POST(BodyPublishers.ofString("[]"))).body())
                .isEqualTo("[]");
    }

    @Test
    void aNullBatchIsAnEmptyOne() throws Exception {
        assertThat(post("null", "application/json").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "\"text\"",
                "[{\"name\":\"\"}]",
                "[{\"name\":5}]",
                "[{\"name\":\"x\",\"adminState\":\"OPEN\"}]"
            })
    void aBadBodyIsA400ThatSaysWhy(String body) throws Exception {
        var answer = post(body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body())
                .startsWith("{\"apiVersion\":\"v3\",\"message\":\"")
                .contains("\"statusCode\":400");
    }

    @Test
    void aBodyAboveTheLimitIsRefused() throws Exception {
        var answer = post("[" + " ".repeat(200 * 1024) + "]", "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("MaxRequestSize");
    }

    @Test
    void aBodyInChunksAboveTheLimitIsRefused() throws Exception {
        var body = ("[" + " ".repeat(200 * 1024) + "]").getBytes(StandardCharsets.UTF_8);
        var answer = send(to("/device").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("MaxRequestSize");
    }

    @Test
    void aMessageDoesNotCiteAllOfALongText() throws Exception {
        var answer = post("[\"" + "a".repeat(90 * 1024) + "\"]", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(5_000);
    }

    @Test
    void anUnknownCharsetIsIgnored() throws Exception {
        assertThat(post("[]", "text/plain; charset=foo").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb,a/b", "R%C3%B6hre%201,Röhre 1", "a%25b,a%b", "a%3Bb,a;b", "a+b,a+b", "a/b/c,a/b/c", "'',''"})
    void namesAreDecodedOnce(String inPath, String name) throws Exception {
        assertThat(send(to("/echo/name/" + inPath)).body()).contains("\"name\":\"" + name + "\"");
    }

    @Test
    void aBrokenQueryIsA400() throws Exception {
        assertThat(send(to("/echo/query?offset=%FF")).statusCode()).isEqualTo(400);
    }

    @Test
    void theCorrelationIdComesBack() throws Exception {
        var answer = send(to("/echo/name/x").header("X-Correlation-ID", "abc"));

        assertThat(answer.headers().firstValue("X-Correlation-ID")).contains("abc");
        assertThat(answer.body()).contains("\"correlationId\":\"abc\"");
        assertThat(send(to("/ping")).headers().firstValue("X-Correlation-ID").orElseThrow())
                .hasSize(36);
    }

    @Test
    void unknownPathsAndWrongMethodsHaveTheFrameworksBody() throws Exception {
        assertThat(send(to("/nothing")).body()).isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(send(to("/ping").DELETE()).body()).isEqualTo("{\"message\":\"Method Not Allowed\"}");
        assertThat(send(to("/ping").DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void aFailureHasTheStatusOfItsKind() throws Exception {
        var answer = send(to("/locked").DELETE());

        assertThat(answer.statusCode()).isEqualTo(423);
        assertThat(answer.body()).isEqualTo("{\"apiVersion\":\"v3\",\"message\":\"it is locked\",\"statusCode\":423}");
    }

    @Test
    void acceptIsIgnored() throws Exception {
        assertThat(send(to("/ping").header("Accept", "text/html")).statusCode()).isEqualTo(200);
    }

    @Test
    void thereIsAnOpenApiDocument() throws Exception {
        var root = URI.create(url.replace("/api/v3", "/v3/api-docs"));

        assertThat(send(HttpRequest.newBuilder(root)).body())
                .contains("\"openapi\":\"3.")
                .contains("/api/v3/ping");
    }
}
