package io.selvage.box.broker;

import io.selvage.bus.TopicFilter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerQueuePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the broker: what its clients are subscribed to, and what did not fit into the queues for them. */
final class Subscriptions implements ActiveMQServerQueuePlugin, ActiveMQServerMessagePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final long SHED_PER_WARNING = 10_000;

    private final List<TopicFilter> filters = new CopyOnWriteArrayList<>();
    private final AtomicLong shed = new AtomicLong();
    private final WildcardConfiguration wildcards;
    private final BooleanSupplier memoryIsFull;
    private final WaitingBytes waiting;
    private final Map<SimpleString, Queue> queues = new ConcurrentHashMap<>();

    Subscriptions(WildcardConfiguration wildcards, BooleanSupplier memoryIsFull, WaitingBytes waiting) {
        this.wildcards = wildcards;
        this.memoryIsFull = memoryIsFull;
        this.waiting = waiting;
    }

    boolean match(String topic) {
        for (var filter : filters) {
            if (filter.matches(topic)) {
                return true;
            }
        }
        return false;
    }

    long shed() {
        return shed.get();
    }

    @Override
    public void afterCreateQueue(Queue queue) {
        var address = queue.getAddress().toString();
        if (isOfAClient(address)) {
            filters.add(filterOf(address));
            queues.put(queue.getName(), queue);
        }
    }

    @Override
    public void afterDestroyQueue(
            Queue queue,
            SimpleString address,
            SecurityAuth session,
            boolean checkConsumerCount,
            boolean removeConsumers,
            boolean autoDeleteAddress) {
        if (isOfAClient(address.toString())) {
            filters.remove(filterOf(address.toString()));
            queues.remove(queue.getName());
        }
    }

    @Override
    public void messageAcknowledged(
            Transaction transaction, MessageReference reference, AckReason reason, ServerConsumer consumer) {
        var queue = reference.getQueue();
        if (reason == AckReason.REPLACED && isOfAClient(queue.getAddress().toString())) {
            countShed(queue.getName());
        }
    }

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        waiting.makeRoom(queues.values());
        if (memoryIsFull.getAsBoolean() && match(topicOf(message.getAddress()))) {
            countShed(message.getAddress());
        }
    }

    private void countShed(Object where) {
        if (shed.getAndIncrement() % SHED_PER_WARNING == 0) {
            LOG.warn("a client does not keep up: {} messages shed so far, now for {}", shed, where);
        }
    }

    private TopicFilter filterOf(String address) {
        return TopicFilter.of(topicOf(address));
    }

    private String topicOf(String address) {
        return MQTTUtil.getMqttTopicFromCoreAddress(address, wildcards);
    }

    /** The broker keeps sessions and retained messages in queues of its own, below a dollar sign. */
    private static boolean isOfAClient(String address) {
        return address.charAt(0) != MQTTUtil.DOLLAR;
    }
}
