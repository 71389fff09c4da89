package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.BusFixture;
import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A line on which the parts of a packet come one by one, later than the client waits for the next bytes (1 s). */
@Timeout(60)
class SlowLineTest extends BusFixture {

    private static final Duration PAUSE = Duration.ofMillis(1_300);
    private static final int[] PIECES = {1, 1, 1, 5, 40};

    @TempDir
    private Path directory;

    private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();
    private Mosquitto broker;
    private ServerSocket line;
    private volatile boolean slow;

    @BeforeEach
    void start() throws IOException {
        broker = Mosquitto.in(directory).start();
        line = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::connect);
    }

    @AfterEach
    void stop() throws IOException {
        closeAll();
        line.close();
        broker.close();
    }

    @Override
    protected MessageBus join(String clientId) {
        var port = clientId.equals("slow") ? line.getLocalPort() : broker.port();
        return MqttMessageBus.connect(BrokerOptions.of(port, clientId, Map.of(), Map.of()));
    }

    /** One connection only: who loses it does not come back. */
    private void connect() {
        try (var client = line.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            var out = server.getOutputStream();
            var sending = Thread.ofVirtual().start(() -> pass(client, out));
            passSlowly(server.getInputStream(), client.getOutputStream());
            sending.interrupt();
        } catch (IOException e) {
            if (!line.isClosed()) {
                failures.add(e);
            }
        }
    }

    private void pass(Socket from, OutputStream to) {
        try {
            from.getInputStream().transferTo(to);
        } catch (IOException e) {
            if (!line.isClosed()) {
                failures.add(e);
            }
        }
    }

    private void passSlowly(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[4_096];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            var sent = 0;
            for (var i = 0; slow && i < PIECES.length && sent + PIECES[i] < read; i++) {
                out.write(buffer, sent, PIECES[i]);
                sent += PIECES[i];
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            out.write(buffer, sent, read - sent);
        }
    }

    @Test
    void bringsMessagesWhole() throws InterruptedException {
        var received = new LinkedBlockingQueue<Object>();
        bus("slow")
                .subscribe(
                        TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(payload(message.envelope()))));
        slow = true;
        var payload = Map.of("text", "longer than what the client is shown".repeat(5));

        bus("other").publish("t/x", Envelope.of("", payload, Envelope.JSON));

        await().atMost(Duration.ofSeconds(20)).until(() -> !received.isEmpty());
        assertThat(received).containsExactly(payload);
        assertThat(failures).as("of the one connection").isEmpty();
    }
}
