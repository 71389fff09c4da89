package io.selvage.box.broker;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.filter.Filter;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.selector.filter.Filterable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bytes that wait for all clients below a bound. Beyond it the oldest messages go of the subscription that has most:
 * one that does not keep up, or whose client is away, takes no room from the others.
 */
final class WaitingBytes {

    /** So much is let go at once, as a share of the bound, since each time the whole queue is looked through. */
    private static final int SHARE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(WaitingBytes.class);

    private final long most;
    private final LongSupplier waiting;
    private final ReentrantLock makingRoom = new ReentrantLock();

    /** @param waiting the bytes of all messages in the broker now */
    WaitingBytes(long most, LongSupplier waiting) {
        this.most = most;
        this.waiting = waiting;
    }

    /** Lets messages of these queues go where more waits than may; what a client has been sent already is not touched. */
    void makeRoom(Collection<Queue> queues) {
        if (waiting.getAsLong() < most || !makingRoom.tryLock()) {
            return;
        }
        try {
            var fullest = queues.stream().max(Comparator.comparingLong(WaitingBytes::waitingIn));
            if (fullest.isPresent() && waitingIn(fullest.get()) > 0) {
                fullest.get().deleteMatchingReferences(1, new Oldest(most / SHARE), AckReason.REPLACED);
            }
        } catch (Exception e) {
            LOG.warn("no room could be made for messages to clients", e);
        } finally {
            makingRoom.unlock();
        }
    }

    private static long waitingIn(Queue queue) {
        return queue.getPersistentSize() - queue.getDeliveringSize();
    }

    /** The first messages that it is shown, until they are so many bytes. */
    private static final class Oldest implements Filter {

        private long left;

        private Oldest(long bytes) {
            this.left = bytes;
        }

        @Override
        public boolean match(Message message) {
            var taken = left > 0;
            left -= message.getMemoryEstimate();
            return taken;
        }

        @Override
        public boolean match(Filterable message) {
            return message instanceof Message one && match(one);
        }

        @Override
        public boolean match(Map<String, String> values) {
            return false;
        }

        @Override
        public SimpleString getFilterString() {
            return SimpleString.of("the oldest");
        }
    }
}
