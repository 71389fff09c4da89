package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that connect and then say nothing, or half of what they have to say, do not stop others. */
class SilentConnectionsTest {

    private static final int CONNECTIONS = 1_000;
    private static final Duration QUICK = Duration.ofSeconds(5); // silence itself is ended after 10 s

    /** Nothing, half a head, half a body. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "GET /api/v3/ping HTTP/1.1\r\nHost: local",
            "POST /api/v3/device HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n[{");

    private final Http http = new Http();
    private final List<Socket> silent = new ArrayList<>();
    private BoxProcess box;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        box = BoxProcess.start(directory.resolve("box"), "--no-demo");
    }

    @AfterEach
    void stop() throws IOException {
        for (Closeable socket : silent) {
            socket.close();
        }
        box.close();
        http.close();
    }

    private void connect(String beginning) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), box.port(59881));
        silent.add(socket);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aThousandOfThemLeaveTheOthersServed() throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            connect(BEGINNINGS.get(i % BEGINNINGS.size()));
        }

        for (var i = 0; i < 20; i++) {
            var start = System.nanoTime();
            assertThat(http.get(box.metadata("/device/all")).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
        }
    }
}
