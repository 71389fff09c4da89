package io.selvage.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A box whose core-data has 10 M readings on SQLite: 14 devices with 100,000 events of five Float64 of 17 digits, one a
 * second, and one with 600,000. What it takes on disk, how long questions over HTTP take, and the delete of the largest.
 */
final class LargeStoreBenchmark {

    private static final int DEVICES = 14;
    private static final int WARM_UPS = Integer.getInteger("warmUps", 3);
    private static final int EVENTS = Integer.getInteger("events", 100_000);
    private static final int LARGE_EVENTS = 6 * EVENTS;
    private static final int READINGS = 5;
    private static final String LARGE = "large";
    private static final long BEGIN = 1_790_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final int WINDOW = 500;
    private static final int QUESTIONS = 2_000;
    private static final int DAYS_ASKED = 400;
    private static final Duration INGEST = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(42);
    private final PrintStream out;

    LargeStoreBenchmark(PrintStream out) {
        this.out = out;
    }

    /** Sends the history of some devices side by side, as they would have sent it. */
    private record History(int port, String client, int events, long step, List<String> devices)
            implements Callable<Long> {

        @Override
        public Long call() throws IOException, InterruptedException {
            var templates = devices.stream()
                    .map(device -> new EventTemplate(device, MqttIngest.ENVELOPE))
                    .toList();
            try (var publisher = new MqttPublisher("127.0.0.1", port, client, WINDOW)) {
                for (var i = 0L; i < events; i++) {
                    for (var d = 0; d < templates.size(); d++) {
                        publisher.publish(
                                MqttIngest.topic(devices.get(d)),
                                templates.get(d).measuredAt(BEGIN + i * step));
                    }
                }
                if (!publisher.settle(60)) {
                    throw new IOException("acknowledgements are missing");
                }
                return publisher.acknowledged();
            }
        }
    }

    void run() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start(
                "--no-demo", "--set", "core-data.Retention.Interval=0s", "--set", "core-data.Retention.MaxDisk=0")) {
            fill(box);
            for (var i = 0; i < WARM_UPS; i++) { // until all of it is compiled, here and there
                ask(box, new PrintStream(OutputStream.nullOutputStream()));
            }
            ask(box, out);
            delete(box);
        } finally {
            http.close();
        }
    }

    private void fill(Edition box) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var histories = new ArrayList<History>();
        for (var i = 0; i < 2; i++) {
            var first = i * DEVICES / 2;
            var devices = IntStream.range(first, first + DEVICES / 2)
                    .mapToObj(number -> "pump-" + number)
                    .toList();
            histories.add(new History(box.brokerPort(), "history-" + i, EVENTS, SECOND, devices));
        }
        histories.add(new History(box.brokerPort(), "history-large", LARGE_EVENTS, SECOND / 6, List.of(LARGE)));
        var events = Clients.total(histories);
        if (box.stored("") != events) {
            throw new IOException(box.stored("") + " events are stored instead of " + events);
        }
        var bytes = Folders.size(store(box));
        out.printf(
                Locale.ROOT,
                "%d readings in %d events stored in %.0f s (%.0f events/s); on disk %d MB, %.1f bytes a reading%n",
                events * READINGS,
                events,
                (System.nanoTime() - start) / 1e9,
                events * 1e9 / (System.nanoTime() - start),
                bytes >> 20,
                bytes / (double) (events * READINGS));
    }

    private static Path store(Edition box) {
        return box.data().resolve("store");
    }

    private void ask(Edition box, PrintStream to) throws IOException, InterruptedException {
        var end = BEGIN + EVENTS * SECOND;
        time(to, "last 100 of a resource of a device", QUESTIONS, () -> get(box, resource() + "?limit=100"));
        time(
                to,
                "last hour of a resource of a device (1,024 a page)",
                QUESTIONS,
                () -> get(box, resource() + between(end - 3_600 * SECOND, end) + "?limit=-1"));
        time(to, "last hour of a resource of a device, all 3,600 (4 pages)", QUESTIONS, () -> {
            var hour = resource() + between(end - 3_600 * SECOND, end);
            return new HttpRequest[] {
                get(box, hour + "?limit=1024")[0],
                get(box, hour + "?limit=1024&offset=1024")[0],
                get(box, hour + "?limit=1024&offset=2048")[0],
                get(box, hour + "?limit=1024&offset=3072")[0]
            };
        });
        time(
                to,
                "AVG over a day of a resource by minute",
                DAYS_ASKED,
                () -> get(box, resource() + between(end - 86_400 * SECOND, end) + "?aggregateFunc=AVG&interval=PT1M"));
        time(to, "newest 20 of all readings", QUESTIONS, () -> get(box, "/reading/all"));
        time(
                to,
                "newest 20 of a resource of all devices",
                QUESTIONS,
                () -> get(box, "/reading/resourceName/Resource" + random.nextInt(READINGS)));
    }

    private String resource() {
        return "/reading/device/name/pump-" + random.nextInt(DEVICES) + "/resourceName/Resource"
                + random.nextInt(READINGS);
    }

    private static String between(long start, long end) {
        return "/start/" + start + "/end/" + end;
    }

    private static HttpRequest[] get(Edition box, String path) {
        return new HttpRequest[] {to(box, path).build()};
    }

    private static HttpRequest.Builder to(Edition box, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + box.dataPort() + "/api/v3" + path))
                .timeout(Edition.ANSWER);
    }

    private void time(PrintStream to, String what, int times, Supplier<HttpRequest[]> requests)
            throws IOException, InterruptedException {
        var millis = new double[times];
        for (var i = 0; i < times; i++) {
            var asked = requests.get();
            var start = System.nanoTime();
            for (var request : asked) {
                send(request, 200);
            }
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        to.printf(
                Locale.ROOT, "%-56s p50 %7.2f ms   p99 %7.2f ms%n", what, millis[times / 2], millis[times * 99 / 100]);
    }

    private String send(HttpRequest request, int status) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private void delete(MeasuredBox box) throws IOException, InterruptedException {
        MqttIngest.run(box.brokerPort(), 4, INGEST);
        var before = MqttIngest.run(box.brokerPort(), 4, INGEST);
        var full = Folders.size(store(box));
        var start = System.nanoTime();
        send(to(box, "/event/device/name/" + LARGE).DELETE().build(), 202);
        var answered = System.nanoTime();
        var left = box.stored("/device/name/" + LARGE);
        var gone = System.nanoTime();
        var stored = box.stored("");
        var each = full / (stored + LARGE_EVENTS);
        var meanwhile = MqttIngest.run(box.brokerPort(), 4, INGEST);
        var added = (box.stored("") - stored) * each;
        var seconds = spaceBack(box, start, full + added - LARGE_EVENTS * each * 95 / 100);
        out.printf(
                Locale.ROOT,
                "delete of a device with %d readings: answer after %.0f ms, %d of its events found %.0f ms later, space"
                        + " back after %.1f s (%d MB, then %d MB)%n",
                LARGE_EVENTS * READINGS,
                (answered - start) / 1e6,
                left,
                (gone - answered) / 1e6,
                seconds,
                full >> 20,
                Folders.size(store(box)) >> 20);
        out.printf(
                Locale.ROOT,
                "ingest over MQTT: %.0f events/s before, %.0f in the 10 s after it (%+.0f %%)%n",
                before,
                meanwhile,
                (meanwhile / before - 1) * 100);
    }

    private static double spaceBack(Edition box, long start, long size) throws IOException, InterruptedException {
        while (Folders.size(store(box)) > size) {
            Waiting.millis(50);
            if (System.nanoTime() - start > 180 * SECOND) {
                throw new IOException("the space is not given back: " + Folders.size(store(box)));
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
