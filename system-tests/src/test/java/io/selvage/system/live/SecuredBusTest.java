package io.selvage.system.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.Certificates;
import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.ServerProcess;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventApi;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.DataApplication;
import io.selvage.service.Buses;
import io.selvage.service.EdgeServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** core-data on a bus that lets in only who has the right secret. */
class SecuredBusTest {

    private static final String TOPIC = "edgex/events/device/svc/tank/d1/level";
    private static final String SECRET = "--Writable.InsecureSecrets.Bus.SecretData.";

    @TempDir
    private Path directory;

    private @Nullable AutoCloseable broker;
    private @Nullable ConfigurableApplicationContext data;

    @AfterEach
    void stop() throws Exception {
        if (data != null) {
            data.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private int startRedis() {
        var port = ServerProcess.freePort();
        var command = List.of(
                ServerProcess.required("redis-server"),
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--requirepass",
                "hush");
        var redis = new ServerProcess(command, directory.resolve("redis-server.out"), port);
        redis.start();
        broker = redis;
        return port;
    }

    private EventApi startData(int port, String... settings) {
        var all = new ArrayList<>(List.of(
                "--Service.Port=0",
                "--Database.Path=" + directory.resolve("data.db"),
                "--MessageBus.Host=localhost",
                "--MessageBus.Port=" + port,
                "--MessageBus.SecretName=bus",
                "--Writable.InsecureSecrets.Bus.SecretName=bus"));
        all.addAll(List.of(settings));
        var started = EdgeServices.run(DataApplication.class, all.toArray(String[]::new));
        data = started;
        return started.getBean(EventApi.class);
    }

    private static BusSettings settings(
            String type, String protocol, int port, Map<String, String> optional, @Nullable SSLContext tls) {
        return new BusSettings(
                type, protocol, "localhost", port, "outsider", optional, null, () -> BusLogin.of(optional, tls));
    }

    private static void isStored(EventApi events, BusSettings settings) {
        try (var outsider = Buses.connect(settings)) {
            outsider.publish(TOPIC, event());
            await().untilAsserted(() -> assertThat(events.count().count()).isEqualTo(1));
        }
    }

    /** Redis forgets what nobody hears: published until core-data listens. */
    private static void isHeard(EventApi events, BusSettings settings) {
        try (var outsider = Buses.connect(settings)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                outsider.publish(TOPIC, event());
                return events.count().count() > 0;
            });
        }
    }

    private static Envelope event() {
        var reading = Reading.of(1, "d1", "level", ValueType.INT8, new ReadingValue.Simple("1"));
        var event = Event.of(UUID.randomUUID().toString(), "d1", "tank", "level", List.of(reading));
        return Envelope.of("", AddEventRequest.of(event), Envelope.JSON);
    }

    @Test
    void redisHasAPassword() throws Exception {
        var port = startRedis();
        var events = startData(
                port,
                "--MessageBus.Type=redis",
                "--MessageBus.Protocol=redis",
                "--MessageBus.AuthMode=usernamepassword",
                SECRET + "password=hush");

        isStored(events, settings("redis", "redis", port, Map.of("Password", "hush"), null));
    }

    @Test
    void aSecretThatComesWithCoreKeeperLaterLetsTheServiceIn() throws Exception {
        var port = startRedis();
        var keeperPort = ServerProcess.freePort();
        var started = EdgeServices.run(
                DataApplication.class,
                "--Service.Port=0",
                "--Database.Path=" + directory.resolve("data.db"),
                "--MessageBus.Host=localhost",
                "--MessageBus.Port=" + port,
                "--MessageBus.Type=redis",
                "--MessageBus.Protocol=redis",
                "--MessageBus.AuthMode=usernamepassword",
                "--MessageBus.SecretName=bus",
                "-cp=keeper.http://localhost:" + keeperPort);
        data = started;

        try (var bus = new InMemoryMessageBus();
                var keeper = new RunningKeeper(bus, keeperPort, directory.resolve("keeper.db"))) {
            keeper.put(
                    "/kvs/key/edgex/v4/core-data/Writable/InsecureSecrets/Bus?flatten=true",
                    "{\"value\":{\"SecretName\":\"bus\",\"SecretData\":{\"password\":\"hush\"}}}");

            isHeard(
                    started.getBean(EventApi.class),
                    settings("redis", "redis", port, Map.of("Password", "hush"), null));
        }
    }

    @Test
    void aBrokerAsksForACertificate() throws Exception {
        var certificates = new Certificates(directory);
        var mosquitto = Mosquitto.overTls(directory, certificates).start();
        broker = mosquitto;
        var port = mosquitto.port();
        var events = startData(
                port,
                "--MessageBus.Protocol=ssl",
                "--MessageBus.AuthMode=clientcert",
                SECRET + "cacert=" + certificates.certificate("ca"),
                SECRET + "clientcert=" + certificates.certificate("client"),
                SECRET + "clientkey=" + certificates.key("client"));

        isStored(events, settings("mqtt", "ssl", port, Map.of(), certificates.client("client")));
    }
}
