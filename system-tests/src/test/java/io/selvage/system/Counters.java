package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.system.counting.CountingApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** The device service that counts, and what must be stored of it: 500 events a second of ten devices. */
final class Counters implements AutoCloseable {

    static final int EVENTS_A_SECOND = 500;
    private static final List<String> DEVICES =
            IntStream.range(0, 10).mapToObj(i -> "counter-" + i).toList();

    private final Http http = new Http();
    private final Path accepted;
    private final String coreData;
    private final ServiceProcess service;

    private Counters(Path accepted, String coreData, ServiceProcess service) {
        this.accepted = accepted;
        this.coreData = coreData;
        this.service = service;
    }

    /** Starts the service; {@code coreData} is where its events are to be found, without a path. */
    static Counters start(Path directory, int port, String coreData, String... settings) throws IOException {
        var accepted = Files.createDirectories(directory.resolve("accepted"));
        var all = new ArrayList<>(List.of(settings));
        all.add("--Driver.Directory=" + accepted);
        all.add("--Device.Spool.Dir=" + directory.resolve("spool"));
        var service = ServiceProcess.start(directory, CountingApplication.class, port, all.toArray(String[]::new));
        return new Counters(accepted, coreData, service);
    }

    /** {@code kill -9}, and the same service again. */
    void killAndRestart() throws IOException, InterruptedException {
        service.killAndRestart();
    }

    /** The readings of which the driver knows that they were accepted. */
    long accepted() throws IOException {
        var all = 0L;
        for (var device : DEVICES) {
            all += accepted(device).size();
        }
        return all;
    }

    private List<Long> accepted(String device) throws IOException {
        var file = accepted.resolve(device);
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    void awaitAccepted(long more) throws IOException {
        var enough = accepted() + more;
        await().pollInterval(1, SECONDS)
                .atMost(90 + more / EVENTS_A_SECOND, SECONDS)
                .until(() -> accepted() >= enough);
    }

    /** How many are stored; -1 while core-data cannot say. */
    long stored() throws IOException, InterruptedException {
        var answer = http.get(coreData + "/api/v3/event/count");
        return answer.status() == 200 ? answer.json().get("count").asLong() : -1;
    }

    /** Ends the counting, and checks that each accepted reading is stored once, in the order in which it was taken. */
    void check(Duration atMost) throws Exception {
        Files.createFile(accepted.resolve("enough"));
        await().ignoreExceptions().pollInterval(1, SECONDS).atMost(atMost).until(() -> stored() >= accepted());
        service.close();
        for (var device : DEVICES) {
            var stored = values(device);
            assertThat(stored).as(device).doesNotHaveDuplicates().isSorted();
            var missing = new ArrayList<>(accepted(device));
            missing.removeAll(new HashSet<>(stored));
            assertThat(missing).as("accepted of " + device + " and not stored").isEmpty();
        }
    }

    /** All stored values of the device, by the time when they were taken. */
    private List<Long> values(String device) throws IOException, InterruptedException {
        var lines = http.get(coreData + "/api/v3/reading/export?format=csv&deviceName=" + device)
                .body()
                .lines()
                .toList();
        var names = List.of(lines.getFirst().split(",", -1));
        var origin = names.indexOf("origin");
        var value = names.indexOf("value");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .sorted((a, b) -> Long.compare(Long.parseLong(a[origin]), Long.parseLong(b[origin])))
                .map(cells -> Long.valueOf(cells[value]))
                .toList();
    }

    @Override
    public void close() {
        service.close();
        http.close();
    }
}
