package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.selvage.command.CommandApplication;
import io.selvage.data.DataApplication;
import io.selvage.keeper.KeeperApplication;
import io.selvage.metadata.MetadataApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The core services as processes of their own that live by core-keeper, with a real Mosquitto and SQLite. */
final class ServicesOnTheirOwn implements AutoCloseable {

    private final int offset = BoxProcess.freeOffset();
    private final Path directory;
    private final Mosquitto broker;
    private final List<ServiceProcess> services = new ArrayList<>();

    private ServicesOnTheirOwn(Path directory) throws IOException {
        this.directory = directory;
        this.broker = Mosquitto.start(directory.resolve("mosquitto"), port(1883));
    }

    /** Starts them; the test is skipped where there is no Mosquitto. */
    static ServicesOnTheirOwn start(Path directory) throws IOException {
        assumeThat(Mosquitto.program())
                .as("skipped: no mosquitto is installed here (apt-get install mosquitto)")
                .isPresent();
        var all = new ServicesOnTheirOwn(directory);
        all.add(KeeperApplication.class, 59890, Map.of());
        var provider = "-cp=" + all.provider();
        all.add(MetadataApplication.class, 59881, Map.of(), provider, "-r");
        all.add(DataApplication.class, 59880, Map.of(), provider, "-r");
        all.add(CommandApplication.class, 59882, Map.of(), provider, "-r");
        return all;
    }

    /** One more service, or one in another environment. */
    void add(Class<?> application, int standardPort, Map<String, String> environment, String... settings)
            throws IOException {
        var all = new ArrayList<>(List.of(
                "--MessageBus.Port=" + port(1883),
                "--Device.Spool.Dir=" + directory.resolve("spool/" + standardPort),
                "--Database.Path=" + directory.resolve(application.getSimpleName() + standardPort + ".db")));
        all.addAll(List.of(settings));
        services.add(ServiceProcess.start(
                directory, application, port(standardPort), environment, all.toArray(String[]::new)));
    }

    /** Waits until the service answers. */
    void awaitUp(Http http, int standardPort) {
        await().ignoreExceptions()
                .atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(http.get(url(standardPort) + "/ping").status())
                                .isEqualTo(200));
    }

    int port(int standard) {
        return standard + offset;
    }

    String url(int standardPort) {
        return "http://localhost:" + port(standardPort) + "/api/v3";
    }

    /** core-keeper, as an option names it. */
    String provider() {
        return "keeper.http://localhost:" + port(59890);
    }

    @Override
    public void close() {
        services.reversed().forEach(ServiceProcess::close);
        broker.close();
    }
}
