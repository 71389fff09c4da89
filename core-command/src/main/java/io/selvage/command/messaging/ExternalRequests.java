package io.selvage.command.messaging;

import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.command.ExternalMqttInfo;
import io.selvage.command.Places;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests over an MQTT broker outside, each on a thread of its own. What is no request as EdgeX has it is dropped with
 * a line in the log, since there is nowhere to answer it. Where all places are taken, the answer is that core-command is
 * busy.
 */
final class ExternalRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalRequests.class);
    private static final int QUERIES_AT_ONCE = 64;

    private final MessageBus broker;
    private final ExternalMqttInfo.Topics topics;
    private final Filters filters;
    private final Replies replies;
    private final Outlet outlet;
    private final Places commands;
    private final Places queries = new Places("core-command", QUERIES_AT_ONCE, QUERIES_AT_ONCE);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    /** What requests come by. */
    record Filters(TopicFilter queries, TopicFilter commands) {

        /** The filters of the topics, of which all are checked; CONTRACT_INVALID names the key of one that makes no sense. */
        static Filters of(ExternalMqttInfo.Topics topics) {
            var _ = checked("CommandResponseTopicPrefix", topics.commandResponseTopicPrefix(), TopicFilter::exactly);
            var _ = checked("CommandQueryResponseTopic", topics.commandQueryResponseTopic(), TopicFilter::exactly);
            return new Filters(
                    checked("CommandQueryRequestTopic", topics.commandQueryRequestTopic(), TopicFilter::of),
                    checked("CommandRequestTopic", topics.commandRequestTopic(), TopicFilter::of));
        }

        private static TopicFilter checked(String key, String text, Function<String, TopicFilter> filter) {
            try {
                return filter.apply(text);
            } catch (EdgeException e) {
                throw Required.invalid("ExternalMQTT.Topics." + key + ": " + e.text());
            }
        }
    }

    /** Takes requests from the broker, with places for so many commands at once; closes it at the end. */
    ExternalRequests(MessageBus broker, ExternalMqttInfo.Topics topics, Filters filters, Replies replies, int places) {
        this.broker = broker;
        this.topics = topics;
        this.filters = filters;
        this.replies = replies;
        this.outlet = new Outlet(broker);
        this.commands = new Places("core-command", places, places);
    }

    /** Begins to take requests, now or when the broker is there. */
    void start() {
        workers.execute(() -> {
            try {
                listen(filters.queries(), this::takeQuery);
                listen(filters.commands(), this::takeCommand);
            } catch (EdgeException e) {
                LOG.warn("no requests are taken from the external broker: {}", e.text());
            }
        });
    }

    private void listen(TopicFilter filter, Consumer<Message> taker) {
        broker.subscribe(filter, MessageHandler.of(message -> {
            try {
                taker.accept(message);
            } catch (EdgeException e) {
                LOG.warn("a request on {} is dropped: {}", message.topic(), e.text());
            }
        }));
    }

    private void takeCommand(Message message) {
        var request = checked(message.envelope());
        var asked = CommandTopic.of(message.topic(), topics.commandRequestTopic());
        var responseTopic =
                String.join("/", topics.commandResponseTopicPrefix(), asked.device(), asked.command(), asked.method());
        answer(responseTopic, request, commands, asked.device(), () -> replies.toCommand(asked, request));
    }

    private void takeQuery(Message message) {
        var request = checked(message.envelope());
        var device = CommandTopic.deviceOfQuery(message.topic());
        answer(topics.commandQueryResponseTopic(), request, queries, device, () -> replies.toQuery(device, request));
    }

    /** The request with a correlation id; CONTRACT_INVALID where EdgeX would not take it. */
    private static Envelope checked(Envelope request) {
        if (!request.apiVersion().equals(ApiVersion.V3)) {
            throw Required.invalid("apiVersion must be v3, not '" + request.apiVersion() + "'");
        }
        if (!Required.isUuid(request.requestId())) {
            throw Required.invalid("requestID must be a UUID, not '" + request.requestId() + "'");
        }
        Required.uuidIfPresent(request.correlationId(), "correlationID");
        if (!request.contentType().equals(Envelope.JSON)) {
            throw Required.invalid("contentType must be application/json, not '" + request.contentType() + "'");
        }
        return request.correlationId().isEmpty()
                ? request.correlatedBy(UUID.randomUUID().toString())
                : request;
    }

    private void answer(
            String responseTopic, Envelope request, Places places, String device, Supplier<Envelope> answer) {
        try {
            places.enter(device);
        } catch (EdgeException e) {
            outlet.send(responseTopic, request.error(e.text()));
            return;
        }
        workers.execute(() -> {
            try {
                var response = answer.get();
                outlet.send(responseTopic, response.isError() ? response : response.receivedOn(responseTopic));
            } finally {
                places.leave(device);
            }
        });
    }

    @Override
    public void close() {
        workers.shutdownNow();
        broker.close();
    }
}
