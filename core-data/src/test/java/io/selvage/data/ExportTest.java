package io.selvage.data;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.TestEvents;
import io.selvage.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings in one stream, and the newest of each resource. */
class ExportTest {

    @TempDir
    private Path directory;

    private RunningData data;

    @BeforeEach
    void start() {
        data = new RunningData("--Database.Path=" + directory.resolve("data.db"));
    }

    @AfterEach
    void stop() {
        data.close();
    }

    private void add(Event... events) {
        var archive = data.bean(Archive.class);
        CompletableFuture.allOf(Arrays.stream(events).map(archive::add).toArray(CompletableFuture[]::new))
                .join();
    }

    private void addLarge(int events) {
        for (var i = 1; i <= events; i++) {
            add(event("d", "s", i, reading("d", "text", ValueType.STRING, i, "x".repeat(1_000_000))));
        }
    }

    @Test
    void aReadingALine() {
        add(level("d1", 2, 5), level("d1", 1, 4), level("d2", 3, 6), level("d1", 9, 7));

        var answer = data.text("/reading/export?deviceName=d1&resourceName=level&end=8&numeric=true", "*/*");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/x-ndjson"));
        assertThat(answer.body()).isEqualTo("""
                {"origin":1,"deviceName":"d1","resourceName":"level","profileName":"tank","valueType":"Int32","value":4}
                {"origin":2,"deviceName":"d1","resourceName":"level","profileName":"tank","valueType":"Int32","value":5}
                """);
    }

    @Test
    void commaSeparatedValues() {
        add(
                TestEvents.bytes("d,1"),
                event("d2", "s", 6, reading("d2", "r", ValueType.STRING, 6, "a \"b\", c\nd")),
                event("d2", "s", 7, reading("d2", "r", ValueType.STRING, 7, "")));

        assertThat(data.text("/reading/export?start=1", "text/csv").body().replace("\r", "<CR>"))
                .isEqualTo("""
                origin,deviceName,resourceName,profileName,valueType,units,mediaType,value,tags<CR>
                5,"d,1",level,tank,Binary,,image/png,AQID,<CR>
                6,d2,r,tank,String,,,"a ""b"", c
                d",<CR>
                7,d2,r,tank,String,,,"",<CR>
                """);
        assertThat(data.text("/reading/export?format=CSV&deviceName=none", "*/*")
                        .body())
                .startsWith("origin,");
    }

    @Test
    void anUnknownFormatOrTimeIsRefused() {
        assertThat(data.get("/reading/export?format=xml").status()).isEqualTo(400);
        assertThat(data.get("/reading/export?start=5&end=2").status()).isEqualTo(400);
    }

    @Test
    void anExportThatCannotGoOnBreaksTheConnection() {
        addLarge(30);

        assertThatThrownBy(() -> {
                    var http = HttpClient.newHttpClient();
                    var request = HttpRequest.newBuilder(data.uri("/reading/export"));
                    var answer = http.send(request.build(), BodyHandlers.ofInputStream());
                    assertThat(answer.body().read()).isEqualTo('{');
                    data.bean(Database.class).close();
                    answer.body().transferTo(OutputStream.nullOutputStream());
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void clientsThatGoAwayReleaseAll() {
        addLarge(20);

        for (var i = 0; i < 12; i++) {
            await().until(this::beginsAnExport);
        }
    }

    /** Asks for an export, reads its first line of status and goes away. */
    private boolean beginsAnExport() {
        URI uri = data.uri("/reading/export");
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("200");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theNewestOfEachResource() {
        add(level("d1", 1, 5), level("d1", 2, 6));

        assertThat(data.get("/reading/latest/device/name/d1?numeric=true")
                        .body()
                        .toString())
                .isEqualTo("""
                        {"apiVersion":"v3","statusCode":200,"totalCount":1,"readings":[{"origin":2,"deviceName":"d1",\
                        "resourceName":"level","profileName":"tank","valueType":"Int32","value":6}]}""");
        assertThat(data.get("/reading/latest/device/name/none").body().path("readings"))
                .isEmpty();
    }
}
