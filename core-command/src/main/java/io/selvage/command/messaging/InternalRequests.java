package io.selvage.command.messaging;

import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests over the bus between services, each on a thread of its own. A request counts as received at once: who died
 * over it is not asked to do it later. Where too many are under way, further ones are answered that core-command is
 * busy; those without a request id have nowhere to be answered and are dropped.
 */
final class InternalRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InternalRequests.class);
    private static final String SERVICE = "core-command";
    private static final int AT_ONCE = 2048;

    /** An id by which an answer can be found; others would make topics of their own. */
    private static final Pattern ONE_LEVEL = Pattern.compile("[^/+#\\s]+");

    private final MessageBus bus;
    private final Topics topics;
    private final Replies replies;
    private final Outlet outlet;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Subscription> subscriptions = new ArrayList<>();

    InternalRequests(MessageBus bus, Topics topics, Replies replies) {
        this.bus = bus;
        this.topics = topics;
        this.replies = replies;
        this.outlet = new Outlet(bus);
    }

    /** Begins to take requests. */
    void start() {
        listen(topics.coreCommands(), this::command);
        listen(
                topics.coreCommandQueries(),
                message -> replies.toQuery(CommandTopic.deviceOfQuery(message.topic()), message.envelope()));
    }

    private void listen(String filter, Function<Message, Envelope> answer) {
        subscriptions.add(bus.subscribe(TopicFilter.of(filter), MessageHandler.of(message -> take(message, answer))));
    }

    private Envelope command(Message message) {
        try {
            return replies.toCommand(CommandTopic.of(message.topic(), topics.coreCommands()), message.envelope());
        } catch (EdgeException e) {
            return message.envelope().error(e.text());
        }
    }

    private void take(Message message, Function<Message, Envelope> answer) {
        var request = message.envelope();
        if (!ONE_LEVEL.matcher(request.requestId()).matches()) {
            LOG.warn("a request on {} is dropped: it has no requestID that can end a topic", message.topic());
        } else if (room.tryAcquire()) {
            workers.execute(() -> {
                try {
                    reply(request, answer.apply(message));
                } finally {
                    room.release();
                }
            });
        } else {
            reply(request, request.error("core-command is busy: " + AT_ONCE + " requests are under way"));
        }
    }

    private void reply(Envelope request, Envelope answer) {
        outlet.send(topics.response(SERVICE, request.requestId()), answer);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        workers.shutdownNow();
    }
}
