package io.selvage.service.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.service.EdgeServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a browser is told of the service, over a real port. */
class CorsTest {

    private static final String PAGE = "http://page.example";

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ConfigurableApplicationContext service;

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        http.close();
    }

    private void start(String... settings) {
        var keys = Stream.of(settings)
                .map(setting -> "--Service.CORSConfiguration." + setting)
                .toArray(String[]::new);
        service = EdgeServices.run(TestApplication.class, keys);
    }

    private HttpResponse<String> send(String method, String... headers) throws IOException, InterruptedException {
        var uri = URI.create("http://localhost:" + EdgeServices.portOf(requireNonNull(service)) + "/api/v3/ping");
        var request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .headers(headers);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void itIsOffUnlessItIsConfigured() throws Exception {
        start();

        assertThat(header(send("GET", "Origin", PAGE), "Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void aBrowserAsksFirst() throws Exception {
        start("EnableCORS=true", "CORSAllowCredentials=true", "CORSMaxAge=60");
        var answer = send("OPTIONS", "Origin", PAGE, "Access-Control-Request-Method", "GET");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://localhost");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(answer, "Access-Control-Allow-Methods")).isEqualTo("GET, POST, PUT, PATCH, DELETE");
        assertThat(header(answer, "Access-Control-Allow-Headers")).contains("X-Correlation-ID");
        assertThat(header(answer, "Access-Control-Max-Age")).isEqualTo("60");
        assertThat(header(answer, "Access-Control-Expose-Headers")).isEmpty();
        assertThat(header(answer, "Vary")).isEqualTo("Origin");
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        start("EnableCORS=true", "CORSAllowedOrigin=" + PAGE);
        var answer = send("GET", "Origin", PAGE, "Access-Control-Request-Method", "GET");

        assertThat(answer.body()).contains("test-service");
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("X-Correlation-ID");
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains("PATCH");
    }

    @Test
    void aRequestFromNoPageIsAnsweredAsEver() throws Exception {
        start("EnableCORS=true");
        var answer = send("GET", "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    }
}
