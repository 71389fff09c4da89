package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.selvage.command.CommandApplication;
import io.selvage.data.DataApplication;
import io.selvage.device.virtual.VirtualApplication;
import io.selvage.metadata.MetadataApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same services as processes of their own with a real Mosquitto and a real PostgreSQL, started in the wrong order:
 * device service and core-command first, database last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServicesEditionTest {

    private static final String DEVICE = "Random-Integer-Device";
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final Http http = new Http();
    private final int offset = BoxProcess.freeOffset();
    private Path directory;
    private Mosquitto broker;
    private EmbeddedPostgres postgres;
    private ServiceProcess metadata;
    private ServiceProcess data;
    private ServiceProcess command;
    private ServiceProcess virtual;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        directory = folder;
        assumeThat(Mosquitto.program())
                .as("skipped: no mosquitto is installed here (apt-get install mosquitto)")
                .isPresent();
        virtual = service(
                VirtualApplication.class,
                59900,
                "--Device.ProfilesDir=classpath:device-virtual/profiles",
                "--Device.DevicesDir=classpath:device-virtual/devices");
        command = service(
                CommandApplication.class,
                59882,
                "--ExternalMQTT.Enabled=true",
                "--ExternalMQTT.Url=tcp://localhost:" + (1883 + offset));
        data = service(DataApplication.class, 59880);
        metadata = service(MetadataApplication.class, 59881);
        broker = Mosquitto.start(directory.resolve("mosquitto"), 1883 + offset);
        postgres = startPostgres(5432 + offset);
    }

    private ServiceProcess service(Class<?> application, int port, String... more) throws IOException {
        var settings = new ArrayList<>(List.of(
                "--MessageBus.Port=" + (1883 + offset),
                "--Clients.core-metadata.Port=" + (59881 + offset),
                "--Database.Type=postgres",
                "--Database.Port=" + (5432 + offset),
                "--Database.Name=postgres",
                "--Database.Password=postgres"));
        settings.addAll(List.of(more));
        return ServiceProcess.start(directory, application, port + offset, settings.toArray(String[]::new));
    }

    private EmbeddedPostgres startPostgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .setCleanDataDirectory(false)
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        for (var each : new AutoCloseable[] {virtual, command, data, metadata, broker, http}) {
            close(each);
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static void close(AutoCloseable each) {
        try {
            if (each != null) {
                each.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int stored(String device) throws Exception {
        var answer = http.get(data.url("/event/count/device/name/" + device));
        return answer.status() == 200 ? answer.json().get("count").asInt() : -1;
    }

    private void awaitFlow(int seconds) throws Exception {
        await().ignoreExceptions().atMost(seconds, SECONDS).until(() -> stored(DEVICE) >= 0);
        var before = stored(DEVICE);
        await().ignoreExceptions().atMost(seconds, SECONDS).until(() -> stored(DEVICE) > before);
    }

    private interface Outage {
        void happen() throws Exception;
    }

    /** Within 5 s, one of three times at least: a busy machine may stand still for as long. */
    private void assertFlowResumesAfter(Outage outage) throws Exception {
        var took = FIVE_SECONDS;
        for (var times = 0; times < 3 && took.compareTo(FIVE_SECONDS) >= 0; times++) {
            outage.happen();
            var back = System.nanoTime();
            awaitFlow(60);
            took = Duration.ofNanos(System.nanoTime() - back);
        }
        assertThat(took).isLessThan(FIVE_SECONDS);
    }

    @Test
    @Order(1)
    void inAnyStartOrderDataFlows() throws Exception {
        awaitFlow(90);

        assertThat(http.get(metadata.url("/device/name/" + DEVICE)).status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aCommandGoesThroughAllOfThem() throws Exception {
        var url = command.url("/device/name/" + DEVICE + "/Int16");

        assertThat(http.put(url, "{\"Int16\":\"1234\"}").status()).isEqualTo(200);

        assertThat(http.get(url).json().at("/event/readings/0/value").asString())
                .isEqualTo("1234");
        assertThat(http.get(command.url("/device/name/Random-Binary-Device/Binary"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(2)
    void aCommandGoesOverTheBusAndOverABrokerOutside() throws Exception {
        try (var bus = BusRequests.connect(broker.url(), "edgex/response/core-command/+");
                var outside = BusRequests.connect(broker.url(), "edgex/command/response/#")) {
            var target = DEVICE + "/Int32/";

            assertThat(bus.ask("edgex/core/command/request/" + target + "set", "{\"Int32\":\"815\"}", "{}")
                            .get("errorCode")
                            .asInt())
                    .isZero();
            assertThat(outside.ask("edgex/command/request/" + target + "get", "null", "{}")
                            .at("/payload/event/readings/0/value")
                            .asString())
                    .isEqualTo("815");
        }
    }

    @Test
    @Order(3)
    void anUnacknowledgedEventSurvivesTheDeathOfCoreData() throws Exception {
        try (var publisher = Publisher.connect(broker.url(), "killed")) {
            for (var i = 0; i < 2_000; i++) {
                publisher.send(TestEvents.of("killed"));
                if (i == 1_000) {
                    data.killAndRestart();
                }
            }
            publisher.awaitAcknowledged();
        }

        await().ignoreExceptions().atMost(60, SECONDS).until(() -> stored("killed") == 2_000);
    }

    @Test
    @Order(4)
    void theFlowResumesWithin5SecondsOfTheBrokersReturn() throws Exception {
        assertFlowResumesAfter(() -> {
            broker.stop();
            assertThat(data.isAlive() && virtual.isAlive()).isTrue();
            broker.startAgain();
        });
    }

    @Test
    @Order(5)
    void theFlowResumesWithin5SecondsOfTheDatabasesReturn() throws Exception {
        assertFlowResumesAfter(() -> {
            postgres.close();
            var event = TestEvents.of("refused");
            assertThat(http.post(data.url(TestEvents.restPath("refused")), TestEvents.json(event))
                            .status())
                    .isEqualTo(503);
            postgres = startPostgres(5432 + offset);
        });
    }

    @Test
    @Order(6)
    void coreMetadataIsMissedByNobodyForLong() throws Exception {
        metadata.killAndRestart();

        await().ignoreExceptions()
                .atMost(30, SECONDS)
                .until(() -> http.get(command.url("/device/name/" + DEVICE + "/Int8"))
                                .status()
                        == 200);
        awaitFlow(60);
    }
}
