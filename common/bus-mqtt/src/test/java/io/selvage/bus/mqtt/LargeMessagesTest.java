package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for a process is larger than its memory. */
@Timeout(60)
class LargeMessagesTest extends MosquittoFixture {

    private static final int PHOTOS = 8;
    private static final int PHOTO = 7 << 20;

    @Override
    Mosquitto configured() {
        return Mosquitto.in(directory);
    }

    private static Envelope photo(String source, int bytes) {
        var value = new ReadingValue.Binary(new byte[bytes], "image/png");
        var reading = Reading.of(1, "gate", source, ValueType.BINARY, value);
        var event = Event.of(UUID.randomUUID().toString(), "gate", "Camera", source, List.of(reading));
        return Envelope.of("", AddEventRequest.of(event), Envelope.CBOR);
    }

    @Test
    void areTakenOneAfterTheOtherAndOneThatIsTooLargeIsShownAsUnreadable() throws Exception {
        try (var earlier = join(SmallHeap.CLIENT)) {
            earlier.subscribe(TopicFilter.of("t/#"), MessageHandler.of(_ -> {}));
        }
        var sender = bus("sender");
        sender.publish("t/first", photo("first", PHOTO));
        sender.publish("t/huge", photo("huge", 3 * PHOTO));
        for (var i = 1; i < PHOTOS; i++) {
            sender.publish("t/photo", photo("photo" + i, PHOTO));
        }

        var lines = linesOfAProcessWith("64m", PHOTOS + 1);

        var expected = new ArrayList<>(IntStream.range(1, PHOTOS)
                .mapToObj(i -> "photo" + i + " " + PHOTO)
                .toList());
        expected.add("first " + PHOTO);
        assertThat(lines).hasSize(PHOTOS + 1).containsAll(expected);
        assertThat(lines)
                .anyMatch(line -> line.matches("65536 bytes: a message of 29\\d+ bytes is larger than the memory.*"));
    }

    private List<String> linesOfAProcessWith(String heap, int messages) throws IOException, InterruptedException {
        var lines = directory.resolve("lines");
        var output = directory.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        "" + broker().port(),
                        lines.toString(),
                        "" + messages)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.readAllLines(lines);
    }
}
