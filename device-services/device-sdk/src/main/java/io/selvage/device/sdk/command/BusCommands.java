package io.selvage.device.sdk.command;

import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.topic.Topics;
import io.selvage.device.sdk.publish.BusLink;
import io.selvage.device.sdk.publish.EventPublisher;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands over the bus. They run beside each other, so that a slow device does not keep the others waiting. */
public final class BusCommands {

    private static final Logger LOG = LoggerFactory.getLogger(BusCommands.class);
    private static final int AT_ONCE = 256;

    private record Answer(
            @Nullable Object payload, String type, @Nullable Event toPublish) {}

    private final Commands commands;
    private final EventPublisher publisher;
    private final BusLink link;
    private final Duration patience;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** A handler of commands whose events may wait for room so long. */
    public BusCommands(Commands commands, EventPublisher publisher, BusLink link, Duration patience) {
        this.commands = commands;
        this.publisher = publisher;
        this.link = link;
        this.patience = patience;
    }

    /** Takes a request; it waits where too many are under way, and the stage ends when it is answered. */
    public CompletionStage<?> handle(Message message) {
        var done = new CompletableFuture<@Nullable Void>();
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        Thread.ofVirtual().name("command " + message.topic()).start(() -> {
            try {
                serve(message);
            } finally {
                room.release();
                done.complete(null);
            }
        });
        return done;
    }

    private void serve(Message message) {
        var request = message.envelope();
        try {
            var answer = answer(message);
            reply(request, request.reply(answer.payload(), answer.type()));
            publish(answer.toPublish(), request.correlationId());
        } catch (EdgeException e) {
            LOG.warn("command {} failed: {}", message.topic(), e.text());
            reply(request, request.error(e.text()));
        } catch (RuntimeException e) {
            LOG.error("command {} failed", message.topic(), e);
            reply(request, request.error(e.toString()));
        }
    }

    private void publish(@Nullable Event event, String correlationId) {
        try {
            if (event != null) {
                var _ = publisher.publish(event, correlationId, patience);
            }
        } catch (EdgeException e) {
            LOG.error("command answered, but: {}", e.text());
        }
    }

    private Answer answer(Message message) {
        var levels = message.topic().split("/", -1);
        var last = levels.length - 1;
        if (last < 3) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "the topic of a command ends in DEVICE/COMMAND/METHOD");
        }
        var request = message.envelope();
        var query = CommandQuery.ofEnvelope(request.queryParams());
        var target = new CommandTarget(
                Topics.decoded(levels[last - 2]), Topics.decoded(levels[last - 1]), query.forDriver());
        return switch (levels[last].toLowerCase(Locale.ROOT)) {
            case "get" -> read(target, query, request);
            case "set" -> new Answer(null, Envelope.JSON, write(target, request));
            default ->
                throw new EdgeException(
                        ErrorKind.CONTRACT_INVALID,
                        "unknown command method '" + levels[last] + "', only 'get' or 'set' is allowed");
        };
    }

    private Answer read(CommandTarget target, CommandQuery query, Envelope request) {
        var event = commands.read(target, query.regex());
        var toPublish = query.push() ? event : null;
        if (!query.answer()) {
            return new Answer(null, Envelope.JSON, toPublish);
        }
        var response = new EventResponse(ApiVersion.V3, request.requestId(), null, 200, event);
        return new Answer(response, event.hasBinary() ? Envelope.CBOR : Envelope.JSON, toPublish);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Event write(CommandTarget target, Envelope request) {
        Map<String, @Nullable Object> values = request.payloadAs(Map.class);
        return commands.write(target, values).orElse(null);
    }

    private void reply(Envelope request, Envelope reply) {
        try {
            link.bus().publish(link.topics().response(link.service(), request.requestId()), reply);
        } catch (EdgeException e) {
            LOG.error("failed to answer command request {}: {}", request.requestId(), e.text());
        }
    }
}
