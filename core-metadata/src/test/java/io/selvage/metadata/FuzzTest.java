package io.selvage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that are wrong in every way break nothing: {@code -Dfuzz.requests=100000 -Dfuzz.seed=7}, where the seed of a
 * failure makes the same requests again.
 */
class FuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzTest.class);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final long MOST_GROWTH_BYTES = 12 * 1024 * 1024;

    private static final List<String> SENTINELS = List.of(
            "/device/name/sentinel",
            "/deviceprofile/name/Sentinel",
            "/deviceservice/name/sentinel-service",
            "/device/service/name/sentinel-service");

    private final RunningMetadata metadata;
    private final RawHttp http;

    FuzzTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
        http = new RawHttp(URI.create(metadata.url()).getPort());
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        metadata.close();
    }

    private void addSentinels() {
        metadata.post("/deviceservice", Json.service("sentinel-service"));
        metadata.post("/deviceprofile", Json.profile("Sentinel"));
        var device = Json.device("sentinel", ",'labels':['guard']".replace('\'', '"'))
                .replace("\"virtual\"", "\"sentinel-service\"")
                .replace("\"Pump\"", "\"Sentinel\"");
        assertThat(metadata.post("/device?bypassValidation=true", device).itemStatus())
                .isEqualTo(201);
    }

    private List<String> sentinels() {
        return Stream.concat(SENTINELS.stream(), Stream.of("/device/all?labels=guard"))
                .map(path -> metadata.text(metadata.to(path)).body())
                .toList();
    }

    @Test
    void everyRouteHasAValidRequest() throws IOException {
        assertThat(FuzzCorpus.requests()).hasSize(FuzzCorpus.ROUTES);
        for (var request : FuzzCorpus.requests()) {
            assertThat(http.send(request).body())
                    .as(request.toString())
                    .doesNotContain("Method Not Allowed", "Not Found\"");
        }
    }

    @Test
    void whateverIsSentBreaksNothing() throws IOException {
        addSentinels();
        var before = sentinels();
        var mutator = new FuzzMutator(SEED, FuzzCorpus.requests());
        var heap = 0L;
        var accepted = 0;
        for (var number = 0; number < REQUESTS; number++) {
            if (number == REQUESTS / 5) {
                heap = usedHeap(); // classes are loaded and caches have filled
            }
            accepted += sendOne(mutator.next(), number);
        }
        var after = usedHeap();

        LOG.info(
                "seed {}: {} requests, {} accepted, heap {} KB before, {} KB after",
                SEED,
                REQUESTS,
                accepted,
                heap >> 10,
                after >> 10);
        assertThat(accepted)
                .as("accepted, or nothing behind the parser was reached")
                .isGreaterThan(REQUESTS / 20);
        assertThat(sentinels()).as("seed %d", SEED).isEqualTo(before);
        assertThat(after - heap).as("growth of the heap, seed %d", SEED).isLessThan(MOST_GROWTH_BYTES);
    }

    /** 1 where the request is accepted, else 0. */
    private int sendOne(FuzzRequest request, int number) throws IOException {
        try {
            var answer = http.send(request);
            assertThat(answer.status())
                    .as("seed %d, request %d: %s answers %s", SEED, number, request, answer)
                    .isLessThan(500);
            assertThat(answer.body())
                    .as("seed %d, request %d: %s", SEED, number, request)
                    .doesNotContain("\"statusCode\":500");
            return answer.status() / 100 == 2 ? 1 : 0;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("seed " + SEED + ", request " + number + " hangs: " + request, e);
        }
    }

    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
