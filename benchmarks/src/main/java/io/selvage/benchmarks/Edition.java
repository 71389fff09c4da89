package io.selvage.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A running core-data with its bus, in one process with all others or in one of its own. */
interface Edition extends AutoCloseable {

    HttpClient HTTP = HttpClient.newHttpClient();

    Duration ANSWER = Duration.ofMinutes(1);

    int dataPort();

    /** Of the MQTT broker. */
    int brokerPort();

    /** The process of core-data. */
    ProcessHandle process();

    /** Where it keeps what it stores. */
    Path data();

    @Override
    void close() throws IOException;

    /** How many events are stored; -1 where core-data does not answer. */
    default long stored(String path) throws InterruptedException {
        try {
            var uri = URI.create("http://localhost:" + dataPort() + "/api/v3/event/count" + path);
            var request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            var answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.statusCode() != 200
                    ? -1
                    : Long.parseLong(answer.body().replaceAll(".*\"[Cc]ount\":([0-9]+).*", "$1"));
        } catch (IOException _) {
            return -1; // it starts, or was killed
        }
    }

    /** Waits until so many are stored; says whether they came in time. */
    default boolean awaitStored(String path, long events, long seconds) throws InterruptedException {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        while (stored(path) < events) {
            if (System.nanoTime() > end) {
                return false;
            }
            Waiting.millis(20);
        }
        return true;
    }
}
