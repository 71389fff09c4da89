package io.selvage.system.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.metric.Metric;
import io.selvage.service.EdgeServices;
import io.selvage.service.secret.SecretStore;
import io.selvage.system.live.pump.PumpApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Secrets and reports of a service that lives by a running core-keeper. */
class LiveSecretsTest {

    private static final String WRITABLE = "/kvs/key/edgex/v4/test-pump/Writable/";
    private static final String SECRETS = WRITABLE + "InsecureSecrets/";

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningKeeper keeper;
    private ConfigurableApplicationContext pump;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
        keeper = new RunningKeeper(bus, 0, directory.resolve("keeper.db"));
        pump = EdgeServices.builder(PumpApplication.class)
                .parent(parent)
                .run("--configProvider=keeper.http://localhost:" + keeper.port());
    }

    @AfterEach
    void stop() {
        pump.close();
        keeper.close();
        parent.close();
        http.close();
    }

    private HttpResponse<String> ask(String path, String body) {
        var uri = URI.create("http://localhost:" + EdgeServices.portOf(pump) + "/api/v3" + path);
        var request = HttpRequest.newBuilder(uri);
        try {
            return http.send(
                    (body.isEmpty() ? request : request.POST(BodyPublishers.ofString(body))).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String name, String key, String value) {
        return ask("/secret", """
                {"apiVersion":"v3","secretName":"%s","secretData":[{"key":"%s","value":"%s"}]}
                """.formatted(name, key, value));
    }

    private String stored(String path) {
        return keeper.get(SECRETS + path).at("/response/0/value").asString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretIsKeptWhereEdgexKeepsItAndCountsAtOnce() {
        var changed = new ArrayList<String>();
        var secrets = pump.getBean(SecretStore.class);
        secrets.onChange(changed::add);

        var answer = post("MyPath", "MySecretKey", "hush ${HOME}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"apiVersion\":\"v3\",\"statusCode\":201}");
        assertThat(stored("MyPath/SecretName")).isEqualTo(base64("MyPath"));
        assertThat(stored("MyPath/SecretData/MySecretKey")).isEqualTo(base64("hush ${HOME}"));
        await().untilAsserted(() -> assertThat(secrets.find("MyPath")).contains(Map.of("MySecretKey", "hush ${HOME}")));
        await().untilAsserted(() -> assertThat(changed).isEqualTo(List.of("MyPath")));
        assertThat(ask("/config", "").body())
                .contains("\"SecretName\":\"MyPath\"")
                .doesNotContain("hush");
    }

    @Test
    void aNameMayHaveASlash() {
        assertThat(post("pumps/ north ", "k", "v").statusCode()).isEqualTo(201);

        assertThat(stored("pumps%252F%2520north/SecretName")).isEqualTo(base64("pumps%2F%20north"));
        await().untilAsserted(() ->
                assertThat(pump.getBean(SecretStore.class).find("pumps/ north")).contains(Map.of("k", "v")));
    }

    @Test
    void aSecretWithoutNameKeyOrValueIsRefused() {
        assertThat(post("", "k", "v").statusCode()).isEqualTo(400);
        assertThat(post("n", "", "v").statusCode()).isEqualTo(400);
        assertThat(post("n", "k", "").statusCode()).isEqualTo(400);
        assertThat(post("n", "a/b", "v").body()).contains("a/b").contains("400");
    }

    @Test
    void aSecretIsNotAcknowledgedWhileKeeperIsAway() {
        keeper.close();

        assertThat(post("n", "k", "hush").statusCode()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void whatIsReportedFollowsKeeper() {
        Map<String, Number> reported = new ConcurrentHashMap<>();
        bus.subscribe(TopicFilter.of("edgex/telemetry/test-pump/+"), MessageHandler.of(message -> {
            var metric = message.envelope().payloadAs(Metric.class);
            reported.put(metric.name(), metric.fields().getFirst().value());
        }));
        keeper.put(WRITABLE + "Telemetry/Metrics/SecuritySecretsStored", "{\"value\":\"true\"}");
        keeper.put(WRITABLE + "Telemetry/Interval", "{\"value\":\"20ms\"}");
        await().untilAsserted(() -> assertThat(reported).containsEntry("SecuritySecretsStored", 0L));

        post("n", "k", "v");
        await().untilAsserted(() -> assertThat(reported).isEqualTo(Map.of("SecuritySecretsStored", 1L)));

        keeper.put(WRITABLE + "Telemetry/Metrics/SecuritySecretsStored", "{\"value\":\"false\"}");
        await().pollInterval(Duration.ofMillis(20))
                .during(Duration.ofMillis(100))
                .until(() -> {
                    var nothing = reported.isEmpty();
                    reported.clear();
                    return nothing;
                });
    }
}
