package io.selvage.bus.mqtt;

import io.selvage.bus.BusSettings;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.bus.UnreadablePayload;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.ReadingValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process of its own that takes messages a little at a time, and writes a line for each. */
final class SmallHeap implements MessageHandler {

    static final String CLIENT = "small-heap";

    private final Path output;
    private final CountDownLatch left;

    private SmallHeap(Path output, int messages) {
        this.output = output;
        this.left = new CountDownLatch(messages);
    }

    /** The broker's port, the file for the lines, and the number of messages after which it ends. */
    public static void main(String... arguments) throws InterruptedException {
        var handler = new SmallHeap(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        var settings = new BusSettings(
                "mqtt", "tcp", "127.0.0.1", Integer.parseInt(arguments[0]), CLIENT, Map.of(), null, null);
        try (var bus = MqttMessageBus.connect(MqttOptions.of(settings, Map.of()))) {
            bus.subscribe(TopicFilter.of("before/#"), MessageHandler.of(_ -> {})); // those of the other one come early
            bus.subscribe(TopicFilter.of("t/#"), handler);
            handler.left.await();
        }
    }

    @Override
    public boolean takesUnreadable() {
        return true;
    }

    @Override
    public CompletionStage<?> handle(Message message) {
        if (message.envelope().payload() instanceof UnreadablePayload(var beginning, var reason)) {
            return note(beginning.length + " bytes: " + reason);
        }
        var event = message.envelope().payloadAs(AddEventRequest.class).event();
        var value = event.readings().getFirst().value();
        return value instanceof ReadingValue.Binary photo
                ? note(event.sourceName() + " " + photo.bytes().length)
                : note("no binary");
    }

    private CompletableFuture<?> note(String line) {
        var later = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        Files.writeString(output, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    left.countDown();
                },
                later);
    }
}
