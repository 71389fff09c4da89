package io.selvage.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.registry.Registration;
import io.selvage.contracts.registry.RegistryApi;
import io.selvage.service.registry.KeeperRegistry;
import io.selvage.service.registry.ServiceDirectory;
import io.selvage.service.registry.ServiceEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** What a registry says of a service, which is here both the registry and the service. */
class PeerAddressTest {

    private static final String KEY = "core-metadata";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final URI address =
            URI.create("http://localhost:" + server.getAddress().getPort());

    private volatile Registration registration = Registration.of(KEY, "localhost", 1, "10s");

    PeerAddressTest() throws IOException {
        server.createContext("/", exchange -> {
            try (exchange) {
                var answer = EdgeJson.mapper()
                        .writeValueAsBytes(Map.of("apiVersion", "v3", "statusCode", 200, "registration", registration));
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ServiceDirectory directory() {
        var rest = RestClient.builder()
                .baseUrl(address.toString())
                .configureMessageConverters(
                        converters -> converters.disableDefaults().addCustomConverter(new EdgeJsonConverter()))
                .build();
        var registry = new KeeperRegistry(HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
                .build()
                .createClient(RegistryApi.class));
        return new ServiceDirectory("the registry", registry, registry, true, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my_host", "a b"})
    void whatIsNoHostIsNotGoneTo(String host) {
        registration = Registration.of(KEY, host, 1, "10s");
        var peer = new PeerAddress(KEY, directory(), address);
        var answer = RestClient.builder()
                .requestInterceptor(peer::exchange)
                .build()
                .get()
                .uri("http://localhost:1/api/v3/ping")
                .retrieve()
                .toBodilessEntity();
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void aPlaceIsNotTakenFromOneThatAnswers() {
        var here = new ServiceEntry(KEY, "localhost", 2, "10s");
        assertThat(directory().has(here))
                .as("another that is not known to answer")
                .isFalse();
        registration = registration.withStatus(Registration.UP, 0);
        assertThat(directory().has(here)).as("another that answers").isTrue();
        registration = registration.withStatus(Registration.DOWN, 0);
        assertThat(directory().has(here)).as("another that does not answer").isFalse();
    }
}
