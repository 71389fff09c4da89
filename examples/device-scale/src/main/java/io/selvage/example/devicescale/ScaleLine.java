package io.selvage.example.devicescale;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one scale, which is opened where it is needed and closed by every failure. For one question at a time:
 * the SDK never calls a driver twice at once for one device, so nothing is locked here while the network is slow.
 */
final class ScaleLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScaleLine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScaleAddress address;
    private final DoubleConsumer printed;
    private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
    private volatile boolean closed;

    /** A line that is not open yet; {@code printed} is told the weights that the scale sends by itself. */
    ScaleLine(ScaleAddress address, DoubleConsumer printed) {
        this.address = address;
        this.printed = printed;
    }

    /** An open socket, and the answers that came in and nobody has taken: there is one for each question. */
    private record Connection(Socket socket, BlockingQueue<String> answers) {}

    /** Opens the line where the scale can be reached. */
    void listen() {
        try {
            open();
        } catch (IOException e) {
            LOG.warn("the scale at {} cannot be reached yet: {}", address, e.getMessage());
        }
    }

    /** Sends a line and waits for the answer; COMMUNICATION_ERROR where there is none. */
    String ask(String question) {
        try {
            var open = open();
            open.answers.clear(); // of a question that was given up
            open.socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
            var answer = open.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new IOException("no answer to " + question + " in " + PATIENCE.toSeconds() + " s");
            }
            return answer;
        } catch (IOException e) {
            drop();
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, "the scale at " + address + " fails: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while asking " + address, e);
        }
    }

    private Connection open() throws IOException {
        var open = connection.get();
        if (open != null && !open.socket.isClosed()) {
            return open;
        }
        var socket = new Socket();
        socket.connect(new InetSocketAddress(address.host(), address.port()), (int) PATIENCE.toMillis());
        var opened = new Connection(socket, new ArrayBlockingQueue<>(1));
        Thread.ofVirtual().name("scale " + address).start(() -> hear(opened));
        connection.set(opened);
        if (closed) { // meanwhile
            drop();
        }
        return opened;
    }

    private void hear(Connection open) {
        try (var socket = open.socket;
                var lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("PRINT ")) {
                    printed.accept(Double.parseDouble(line.substring("PRINT ".length())));
                } else if (!open.answers.offer(line)) {
                    LOG.warn("the scale at {} sent what nobody asked for: {}", address, line);
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("the connection to the scale at {} ends", address, e);
        }
    }

    private void drop() {
        var open = connection.getAndSet(null);
        if (open != null) {
            try {
                open.socket.close();
            } catch (IOException e) {
                LOG.debug("the connection to the scale at {} was broken", address, e);
            }
        }
    }

    /** Closes the line, for good; also while a question waits for its answer, which then fails. */
    @Override
    public void close() {
        closed = true;
        drop();
    }
}
