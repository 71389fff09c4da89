package io.selvage.system.counting;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Each device pushes 50 numbers a second, one after the other, and writes each to a file of its name when the sink has
 * accepted it, until there is a file named {@code enough}. A later process leaves a gap, since nobody knows of the last number whether it was accepted.
 */
final class CountingDriver implements DeviceDriver {

    private static final String ENOUGH = "enough";

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long UNTIL_KNOWN = TimeUnit.SECONDS.toNanos(1);
    private static final long GAP = 1_000_000;

    private final Path directory;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable ReadingSink> sink = new AtomicReference<>();

    CountingDriver(Path directory) {
        this.directory = directory;
    }

    @Override
    public void start(ReadingSink readings) {
        sink.set(readings);
    }

    @Override
    public void deviceAdded(Device device) {
        Thread.ofVirtual().name(device.name()).start(() -> count(device.name()));
    }

    private void count(String device) {
        var file = directory.resolve(device);
        var readings = Required.value(sink.get(), "sink");
        try (var accepted = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var number = first(file);
            var next = System.nanoTime() + UNTIL_KNOWN;
            while (!closed.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)
                    && Files.notExists(directory.resolve(ENOUGH))) {
                readings.accept(PushedReadings.of(device, "Count", new Value.Int64(number)));
                accepted.write(ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.UTF_8)));
                number++;
                next += INTERVAL;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long first(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        return lines.isEmpty() ? 0 : Long.parseLong(lines.getLast()) / GAP * GAP + GAP;
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        throw new EdgeException(ErrorKind.NOT_IMPLEMENTED, device.name() + " speaks when it wants to");
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        throw new EdgeException(ErrorKind.NOT_IMPLEMENTED, device.name() + " takes nothing");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
