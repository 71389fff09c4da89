package io.selvage.system;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.selvage.data.DataApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two core-data processes on one PostgreSQL share the events of one Mosquitto, and are killed under load. */
class SharedLoadTest {

    private static final int DEVICES = 8;
    private static final long FIRST = 1_700_000_000_000_000_000L;
    private static final long STEP = 1_000;

    /** Events that wait with the broker at most: it takes them many times faster than a busy machine stores them. */
    private static final int MOST_WAITING = 3_000;

    /** Of what a process has logged, as many are shown. */
    private static final int LAST_CHARACTERS = 4_000;

    private final Http http = new Http();
    private final int offset = BoxProcess.freeOffset();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private Path directory;
    private Mosquitto broker;
    private EmbeddedPostgres postgres;
    private final List<ServiceProcess> processes = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        directory = folder;
        assumeThat(Mosquitto.program())
                .as("skipped: no mosquitto is installed here (apt-get install mosquitto)")
                .isPresent();
        broker = Mosquitto.start(directory.resolve("mosquitto"), 1883 + offset);
        postgres = EmbeddedPostgres.builder()
                .setPort(5432 + offset)
                .setDataDirectory(directory.resolve("postgres"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        for (var i = 0; i < 2; i++) {
            processes.add(dataProcess(i));
        }
        for (var process : processes) {
            await().ignoreExceptions()
                    .atMost(60, SECONDS)
                    .until(() -> http.get(process.url("/ping")).status() == 200);
        }
        await().ignoreExceptions().atMost(30, SECONDS).until(() -> stored().size() == 2);
        awaitSubscription();
    }

    /** Before the one that leads has subscribed, the broker acknowledges events that it keeps for nobody. */
    private void awaitSubscription() throws Exception {
        try (var publisher = Publisher.connect(broker.url(), "first")) {
            await().ignoreExceptions().atMost(30, SECONDS).until(() -> {
                publisher.send(TestEvents.of("first", FIRST));
                return all() > 0;
            });
        }
    }

    private ServiceProcess dataProcess(int number) throws IOException {
        return ServiceProcess.start(
                directory.resolve("data-" + number),
                DataApplication.class,
                59880 + offset + number,
                "--MessageBus.Port=" + (1883 + offset),
                "--MessageBus.Optional.ClientId=core-data-" + number,
                "--Sharing.Session=core-data",
                "--Database.Type=postgres",
                "--Database.Port=" + (5432 + offset),
                "--Database.Name=postgres",
                "--Database.Password=postgres");
    }

    @AfterEach
    void stop() throws Exception {
        running.set(false);
        processes.forEach(ServiceProcess::close);
        if (broker != null) {
            broker.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        http.close();
    }

    /** What each process says that it has stored from the bus. */
    private Map<String, Long> stored() throws SQLException {
        return query("SELECT url, events FROM core_data.member");
    }

    /** How many events of each device are not stored though later ones are. */
    private Map<String, Long> gaps() throws SQLException {
        return query("SELECT device, (max(origin) - " + FIRST + ") / " + STEP + " + 1 - count(*) FROM core_data.event"
                + " JOIN core_data.shape ON shape.id = event.shape WHERE device LIKE 'shared-%' GROUP BY device");
    }

    private Map<String, Long> query(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new TreeMap<String, Long>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
            return found;
        }
    }

    private boolean isToSendMore() throws InterruptedException {
        while (running.get()) {
            if (room.tryAcquire(100, MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** Lets as many be sent as are stored, until the test ends. */
    private void makeRoom() {
        var stored = new AtomicLong();
        await().ignoreExceptions().pollInterval(50, MILLISECONDS).forever().until(() -> {
            var now = all();
            room.release((int) (now - stored.getAndSet(now)));
            return !running.get();
        });
    }

    /** Sends events of the device, a step of time apart, until the test ends; says how many. */
    private int send(String device) throws Exception {
        try (var publisher = Publisher.connect(broker.url(), device)) {
            var sent = 0;
            while (isToSendMore()) {
                publisher.send(TestEvents.of(device, FIRST + sent * STEP));
                publisher.awaitFew(20);
                sent++;
            }
            publisher.awaitAcknowledged();
            return sent;
        }
    }

    /** Why messages became dead letters, and how many. */
    private Map<String, Long> putAside() throws SQLException {
        return query("SELECT reason, count(*) FROM core_data.dead_letter GROUP BY reason");
    }

    /** What tells where events that are missing have stayed. */
    private String state() throws SQLException, IOException {
        return "%s are put aside, %s are missing before later ones, of shapes there are %s with tallies %s, the processes stored %s and say %s"
                .formatted(putAside(), gaps(), shapes(), tallies(), stored(), said());
    }

    /** How many events each shape has, and whose they are; nobody's where the shape is gone. */
    private Map<String, Long> shapes() throws SQLException {
        return query("SELECT event.shape || ' of ' || coalesce(device, 'nobody'), count(*) FROM core_data.event"
                + " LEFT JOIN core_data.shape ON shape.id = event.shape GROUP BY event.shape, device");
    }

    private Map<String, Long> tallies() throws SQLException {
        return query("SELECT shape, rows FROM core_data.tally");
    }

    private List<String> said() throws IOException {
        var said = new ArrayList<String>();
        for (var process : processes) {
            var text = process.logText();
            said.add(text.substring(Math.max(0, text.length() - LAST_CHARACTERS)));
        }
        return said;
    }

    private long all() throws SQLException {
        return query("SELECT 'all', count(*) FROM core_data.event").getOrDefault("all", 0L);
    }

    private void awaitStored(String device, long number) throws Exception {
        var counted = "SELECT device, count(*) FROM core_data.event JOIN core_data.shape ON shape.id = event.shape"
                + " WHERE device = '" + device + "' GROUP BY device";
        try {
            await().atMost(60, SECONDS).until(() -> query(counted).equals(Map.of(device, number)));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("of %d events %s are stored, %s".formatted(number, query(counted), state()), e);
        }
    }

    private void awaitMore(long more) throws SQLException {
        var before = all();
        await().ignoreExceptions().atMost(90, SECONDS).until(() -> all() > before + more);
        assertThat(gaps().values()).as("what is missing before a later event").containsOnly(0L);
    }

    @Test
    void bothStoreAndWhicheverIsKilledEachEventIsStoredOnceAndInOrder() throws Exception {
        var sent = new TreeMap<String, Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(this::makeRoom);
            for (var i = 0; i < DEVICES; i++) {
                var device = "shared-" + i;
                sent.put(device, threads.submit(() -> send(device)));
            }
            try {
                awaitMore(2_000);
                await().atMost(30, SECONDS)
                        .untilAsserted(() -> assertThat(stored().values()).allMatch(events -> events > 100));
                for (var round = 0; round < 2; round++) { // the one with the lead, and the one without
                    processes.get(round % 2).killAndRestart();
                    awaitMore(500);
                }
            } finally {
                running.set(false); // closing the threads waits for them
            }
            for (var device : sent.keySet()) {
                var number = sent.get(device).get(60, SECONDS);
                awaitStored(device, number);
            }
            assertThat(gaps().values()).containsOnly(0L);
        }
    }
}
