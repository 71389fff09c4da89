package io.selvage.device.sdk.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.device.sdk.spool.SpoolLog.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts is found again, whenever the process dies and whatever is at the end of the file. */
class SpoolLogTest {

    private static final long MAX = 1 << 20;

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void choose() {
        directory = temporary.resolve("made/by/the/log");
    }

    private SpoolLog open() throws IOException {
        return SpoolLog.open(directory, MAX);
    }

    private static byte[] record(int number) {
        return ("record " + number + " " + "x".repeat(number % 50)).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Mark> append(SpoolLog log, int from, int to) throws IOException {
        var marks = new ArrayList<Mark>();
        for (var i = from; i < to; i++) {
            marks.add(log.append(record(i)));
        }
        log.force();
        return marks;
    }

    private static List<String> readAll(SpoolLog log) throws IOException {
        var texts = new ArrayList<String>();
        for (var read = log.read(); read != null; read = log.read()) {
            texts.add(new String(read.content(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new String(record(i), StandardCharsets.UTF_8))
                .toList();
    }

    private Path onlySegment() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Segment::isSegment).findFirst().orElseThrow();
        }
    }

    private long segments() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(Segment::isSegment).count();
        }
    }

    @Test
    void givesInOrderWhatWasAppendedAlsoToALaterProcess() throws IOException {
        try (var log = open()) {
            append(log, 0, 10);
            assertThat(readAll(log)).isEqualTo(texts(0, 10));
            assertThat(log.waiting()).isEqualTo(10);
        }
        try (var log = open()) {
            append(log, 10, 20);
            assertThat(log.waiting()).isEqualTo(20);
            assertThat(readAll(log)).isEqualTo(texts(0, 20));
        }
    }

    @Test
    void givesNothingThatDoesNotCountYet() throws IOException {
        try (var log = open()) {
            append(log, 0, 2);
            log.append(record(2));
            assertThat(readAll(log)).isEqualTo(texts(0, 2));
        }
    }

    @Test
    void forgetsWhatIsDoneWithAndReturnsItsSpace() throws IOException {
        try (var log = open()) {
            var marks = append(log, 0, 5000);
            assertThat(segments()).isGreaterThan(3);
            var before = log.bytes();
            log.done(marks.get(4000));
            assertThat(log.waiting()).isEqualTo(999);
            assertThat(log.bytes()).isLessThan(before / 2);
        }
        try (var log = open()) {
            assertThat(log.waiting()).isEqualTo(999);
            assertThat(readAll(log)).isEqualTo(texts(4001, 5000));
            log.done(log.append(record(0)));
            assertThat(log.isEmpty()).isTrue();
            assertThat(log.bytes()).isZero();
            assertThat(segments()).isZero();
        }
        try (var log = open()) {
            assertThat(log.isEmpty()).isTrue();
            append(log, 7, 8);
            assertThat(readAll(log)).isEqualTo(texts(7, 8));
        }
    }

    @Test
    void takesNoMoreThanItsBound() throws IOException {
        try (var log = open()) {
            var record = new byte[10_000];
            var taken = 0;
            while (log.hasRoom(record.length)) {
                log.append(record);
                taken++;
            }
            log.force();
            assertThat(log.bytes()).isBetween(MAX - 20_000, MAX);
            assertThat(taken).isEqualTo(MAX / 10_016);
        }
        Files.createDirectory(temporary.resolve("other"));
        try (var log = SpoolLog.open(temporary.resolve("other"), 10)) {
            assertThat(log.hasRoom(1000)).as("one record that is alone").isTrue();
        }
    }

    @Test
    void aProcessMayDieAtAnyByte() throws IOException {
        List<Mark> marks;
        try (var log = open()) {
            marks = append(log, 0, 12);
        }
        var file = onlySegment();
        var whole = Files.readAllBytes(file);
        for (var length = 0; length <= whole.length; length++) {
            var kept = length;
            Files.write(file, Arrays.copyOf(whole, kept));
            var complete =
                    (int) marks.stream().filter(mark -> mark.end() <= kept).count();
            try (var log = open()) {
                append(log, 100, 101);
                var expected = new ArrayList<>(texts(0, complete));
                expected.addAll(texts(100, 101));
                assertThat(readAll(log)).as("%d bytes", kept).isEqualTo(expected);
            }
        }
    }

    @Test
    void aDamagedByteIsNeverDeliveredAndHurtsNothingBeforeIt() throws IOException {
        List<Mark> marks;
        try (var log = open()) {
            marks = append(log, 0, 12);
        }
        var file = onlySegment();
        var whole = Files.readAllBytes(file);
        for (var i = 0; i < whole.length; i++) {
            var at = i;
            var damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            var sound = (int) marks.stream().filter(mark -> mark.end() <= at).count();
            try (var log = open()) {
                assertThat(readAll(log)).as("byte %d", at).isEqualTo(texts(0, sound));
            }
        }
    }

    @Test
    void zerosOfAFileSystemThatLostPowerAreNoRecords() throws IOException {
        try (var log = open()) {
            append(log, 0, 3);
        }
        Files.write(onlySegment(), new byte[5000], StandardOpenOption.APPEND);
        try (var log = open()) {
            append(log, 3, 5);
            assertThat(readAll(log)).isEqualTo(texts(0, 5));
        }
    }

    @Test
    void damageInTheMiddleCostsTheRestOfItsFileOnly() throws IOException {
        try (var log = open()) {
            append(log, 0, 5000);
        }
        var first = directory.resolve("%019d.log".formatted(0));
        try (var channel = FileChannel.open(first, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), Files.size(first) - 100);
        }
        try (var log = open()) {
            var read = readAll(log);
            assertThat(read)
                    .hasSizeBetween(4900, 4999)
                    .endsWith(texts(4900, 5000).toArray(String[]::new));
        }
    }

    @Test
    void aDamagedCursorBringsRecordsOnceMoreButLosesNone() throws IOException {
        try (var log = open()) {
            log.done(append(log, 0, 10).get(4));
        }
        Files.write(directory.resolve("cursor"), new byte[] {1, 2, 3});
        try (var log = open()) {
            assertThat(readAll(log)).isEqualTo(texts(0, 10));
        }
    }

    @Test
    void whatWasTakenBackCanBeAppendedAgain() throws IOException {
        try (var log = open()) {
            append(log, 0, 3);
            var random = new Random(1);
            for (var i = 0; i < 20; i++) {
                for (var n = 0; n < random.nextInt(3000); n++) {
                    log.append(record(n));
                }
                log.rollBack();
                assertThat(log.waiting()).isEqualTo(3);
            }
            append(log, 3, 6);
            assertThat(readAll(log)).isEqualTo(texts(0, 6));
        }
        try (var log = open()) {
            assertThat(readAll(log)).isEqualTo(texts(0, 6));
        }
    }

    @Test
    void belongsToOneServiceAtATime() throws IOException {
        try (var _ = open()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(this::open).withMessageContaining("uses");
        }
        try (var log = open()) {
            assertThat(log.isEmpty()).isTrue();
        }
    }
}
