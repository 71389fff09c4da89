package io.selvage.device.sdk.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.value.ValueType;
import io.selvage.service.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events wait on disk while nobody acknowledges them, also for a later process. */
class SpoolingTest {

    private static final Duration AFTER = Duration.ofMillis(100);
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    @TempDir
    Path temporary;

    private final List<EventPublisher> publishers = new ArrayList<>();
    private volatile Queue<Event> taken = new ConcurrentLinkedQueue<>();
    private final Metrics metrics = new Metrics();
    private InMemoryMessageBus bus = new InMemoryMessageBus();

    @AfterEach
    void stop() {
        publishers.forEach(EventPublisher::stop);
        bus.close();
    }

    private Path directory() {
        return temporary.resolve("spool");
    }

    private EventPublisher publisher(Path directory, long maxBytes) {
        return publisher(new SpoolLimits(directory, maxBytes, AFTER));
    }

    private EventPublisher publisher(SpoolLimits spool) {
        var limits = new EventPublisher.Limits(1024, 0, spool);
        var publisher = new EventPublisher(new BusLink(bus, Topics.standard(), "device-test"), limits, metrics);
        publishers.add(publisher);
        publisher.start();
        return publisher;
    }

    private EventPublisher publisher() {
        return publisher(directory(), 64 << 20);
    }

    /** What the one before still hands out is not noted any more. */
    private void changeBus() {
        bus = new InMemoryMessageBus();
        taken = new ConcurrentLinkedQueue<>();
    }

    /** A subscriber that notes what it is given and answers as told. */
    private void subscribe(CompletableFuture<@Nullable Void> answer) {
        var notes = taken;
        bus.subscribe(TopicFilter.of("edgex/events/device/device-test/#"), message -> {
            notes.add(message.envelope().payloadAs(AddEventRequest.class).event());
            return answer;
        });
    }

    private static CompletableFuture<@Nullable Void> now() {
        return CompletableFuture.completedFuture(null);
    }

    private static Event event(int number) {
        var reading = Reading.of(1, "pump", "speed", ValueType.INT32, new ReadingValue.Simple("" + number));
        return Event.of(UUID.randomUUID().toString(), "pump", "Pump", "speed", List.of(reading));
    }

    private static List<CompletableFuture<@Nullable Void>> publish(EventPublisher publisher, int from, int to)
            throws InterruptedException {
        var safe = new ArrayList<CompletableFuture<@Nullable Void>>();
        for (var i = from; i < to; i++) {
            safe.add(publisher.publish(event(i), ""));
        }
        return safe;
    }

    private static void awaitSafe(List<CompletableFuture<@Nullable Void>> safe) throws Exception {
        CompletableFuture.allOf(safe.toArray(CompletableFuture<?>[]::new)).get(10, TimeUnit.SECONDS);
    }

    private List<Integer> numbers() {
        return taken.stream()
                .map(event -> ((ReadingValue.Simple) event.readings().getFirst().value()).text())
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private void awaitNumbers(int from, int to) {
        await().untilAsserted(() -> assertThat(numbers()).isEqualTo(range(from, to)));
    }

    /** All that is on disk now, as a process would find it that follows one that was killed. */
    private Path copyOfDirectory() throws IOException {
        var copy = Files.createDirectory(temporary.resolve("copy"));
        try (var files = Files.list(directory())) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void nothingGoesToDiskWhileTheBusAcknowledges() throws Exception {
        subscribe(now());
        var publisher = publisher(new SpoolLimits(directory(), 64 << 20, Duration.ofSeconds(10)));
        awaitSafe(publish(publisher, 0, 2000));
        publisher.stop(); // puts there what is not acknowledged

        assertThat(directory()).doesNotExist();
        awaitNumbers(0, 2000);
    }

    @Test
    void anEventIsSafeOnDiskWhereNobodyTakesIt() throws Exception {
        var publisher = publisher();
        awaitSafe(publish(publisher, 0, 5000));
        assertThat(publisher.spool().events()).isEqualTo(5000);
        assertThat(metrics.counter("EventsSent").count()).isZero();

        subscribe(now());

        awaitNumbers(0, 5000);
        await().untilAsserted(() -> assertThat(publisher.spool().bytes()).isZero());
        awaitSafe(publish(publisher, 5000, 6000));
        awaitNumbers(0, 6000);
        await().untilAsserted(() -> assertThat(List.of(
                        metrics.counter("EventsSent").count(),
                        metrics.counter("ReadingsSent").count()))
                .containsExactly(6000L, 6000L));
    }

    @Test
    void whatTheBusHasAndDoesNotAcknowledgeIsNotSentTwice() throws Exception {
        var answer = new CompletableFuture<@Nullable Void>();
        subscribe(answer);
        var publisher = publisher();
        awaitSafe(publish(publisher, 0, 3000));
        assertThat(publisher.spool().events()).isEqualTo(3000);

        answer.complete(null);

        awaitNumbers(0, 3000);
        await().untilAsserted(() -> assertThat(publisher.spool().events()).isZero());
    }

    @Test
    void aLaterProcessSendsFirstWhatIsLeft() throws Exception {
        subscribe(new CompletableFuture<>());
        awaitSafe(publish(publisher(), 0, 1000));
        var left = copyOfDirectory();
        changeBus();
        var later = publisher(left, 64 << 20);
        awaitSafe(publish(later, 1000, 1500));

        subscribe(now());

        awaitNumbers(0, 1500);
        assertThat(taken).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void whatIsPublishedIsNotSentAgainByALaterProcess() throws Exception {
        var publisher = publisher();
        awaitSafe(publish(publisher, 0, 500));
        subscribe(now());
        awaitNumbers(0, 500);
        await().untilAsserted(() -> assertThat(publisher.spool().events()).isZero());

        var later = publisher(copyOfDirectory(), 64 << 20);
        awaitSafe(publish(later, 500, 501));

        awaitNumbers(0, 501);
    }

    @Test
    void stoppingKeepsWhatIsNotAcknowledged() throws Exception {
        var first = publisher();
        var safe = publish(first, 0, 10);
        first.stop();
        assertThat(safe).allSatisfy(each -> assertThat(each).isCompleted());
        publisher();

        subscribe(now());

        awaitNumbers(0, 10);
    }

    @Test
    void stoppingDoesNotWaitUntilAnEventWouldGoToDiskOtherwise() throws Exception {
        subscribe(new CompletableFuture<>());
        var first = publisher(new SpoolLimits(directory(), 64 << 20, Duration.ofMinutes(5)));
        var safe = publish(first, 0, 10);
        first.stop();
        assertThat(safe).allSatisfy(each -> assertThat(each).isCompletedWithValue(null));
        changeBus();
        publisher();

        subscribe(now());

        awaitNumbers(0, 10);
    }

    @Test
    void whoMakesMoreWaitsWhileTheSpoolIsFullAndNothingIsLost() throws Exception {
        var publisher = publisher(directory(), 100_000);
        var publishing = Thread.ofVirtual().start(() -> publishAll(publisher, 4000));
        await().until(() -> publisher.spool().full());
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> {
                    for (var i = 0; i < 2000; i++) {
                        var _ = publisher.publish(event(-1), "", AT_ONCE);
                    }
                })
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
        assertThat(publishing.isAlive()).isTrue();
        assertThat(publisher.spool().bytes()).isLessThanOrEqualTo(100_000);

        subscribe(now());

        publishing.join();
        await().untilAsserted(() ->
                assertThat(numbers().stream().filter(number -> number >= 0)).isEqualTo(range(0, 4000)));
        assertThat(publisher.spool().timesFull()).isPositive();
    }

    private static void publishAll(EventPublisher publisher, int count) {
        try {
            publish(publisher, 0, count);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDirectoryThatCannotBeUsedLeavesEventsInMemory() throws Exception {
        Files.writeString(temporary.resolve("spool"), "a file where the directory should be");
        var publisher = publisher();
        var safe = publish(publisher, 0, 3);
        await().during(AFTER.multipliedBy(3)).until(() -> !safe.getFirst().isDone());

        subscribe(now());

        awaitSafe(safe);
        awaitNumbers(0, 3);
    }

    @Test
    void bytesSurviveTheDisk() throws Exception {
        var publisher = publisher();
        var bytes = new byte[300_000];
        bytes[7] = 7;
        var reading = Reading.of(1, "cam", "image", ValueType.BINARY, new ReadingValue.Binary(bytes, "image/png"));
        var image = Event.of(UUID.randomUUID().toString(), "cam", "Cam", "image", List.of(reading));
        publisher.publish(image, "").get(10, TimeUnit.SECONDS);

        subscribe(now());

        await().until(() -> !taken.isEmpty());
        assertThat(taken).first().usingRecursiveComparison().isEqualTo(image);
    }
}
