package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.selvage.data.DataApplication;
import io.selvage.metadata.MetadataApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The core is away while 500 events a second are taken, and processes are killed meanwhile: every reading that was accepted
 * arrives, in order, once. {@code benchmarks/run outage SECONDS} runs it with a longer outage.
 */
class OutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("selvage.outage.seconds", 20));
    private static final Duration PART = OUTAGE.dividedBy(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60).plus(OUTAGE);

    private final int offset = BoxProcess.freeOffset();

    @TempDir
    Path directory;

    private ServiceProcess core(Class<?> application, int port) throws IOException {
        return ServiceProcess.start(
                directory,
                application,
                port + offset,
                "--MessageBus.Port=" + (1883 + offset),
                "--Clients.core-metadata.Port=" + (59881 + offset),
                "--Database.Path=" + directory.resolve(application.getSimpleName() + ".db"));
    }

    @Test
    void brokerAndCoreDataAwayAndTheDeviceServiceKilledTwice() throws Exception {
        assumeThat(Mosquitto.program())
                .as("skipped: no mosquitto is installed here (apt-get install mosquitto)")
                .isPresent();
        try (var broker = Mosquitto.start(directory.resolve("mosquitto"), 1883 + offset);
                var _ = core(MetadataApplication.class, 59881);
                var data = core(DataApplication.class, 59880);
                var counters = Counters.start(
                        directory.resolve("counting"),
                        59985 + offset,
                        "http://localhost:" + (59880 + offset),
                        "--MessageBus.Port=" + (1883 + offset),
                        "--Clients.core-metadata.Port=" + (59881 + offset));
                var arrivals = Arrivals.on(broker)) {
            await().ignoreExceptions().atMost(90, SECONDS).until(() -> counters.stored() > 1000);

            data.kill();
            broker.stop();
            counters.awaitAccepted(perSecond(PART));
            for (var i = 0; i < 2; i++) {
                counters.killAndRestart();
                counters.awaitAccepted(perSecond(PART));
            }
            counters.awaitAccepted(perSecond(PART));
            broker.startAgain();
            data.restart();

            counters.awaitAccepted(perSecond(Duration.ofSeconds(3)));
            counters.check(PATIENCE);
            arrivals.check();
        }
    }

    private static long perSecond(Duration time) {
        return time.toSeconds() * Counters.EVENTS_A_SECOND;
    }

    @Test
    void theBoxAwayAndKilledTwice() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo");
                var counters = Counters.start(
                        directory.resolve("counting"),
                        box.port(59985),
                        "http://localhost:" + box.port(59880),
                        "--MessageBus.Port=" + box.port(1883),
                        "--Clients.core-metadata.Port=" + box.port(59881))) {
            await().ignoreExceptions().atMost(90, SECONDS).until(() -> counters.stored() > 1000);

            box.kill();
            counters.awaitAccepted(perSecond(PART.multipliedBy(2)));
            box.restart();
            box.kill();
            counters.awaitAccepted(perSecond(PART.multipliedBy(2)));
            box.restart();
            counters.killAndRestart();

            counters.awaitAccepted(perSecond(Duration.ofSeconds(3)));
            counters.check(PATIENCE);
        }
    }
}
