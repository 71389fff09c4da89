package io.selvage.mqtt;

import io.selvage.contracts.error.EdgeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker that is made again until it is closed. Each attempt has a client of its own: what a
 * client half remembers of a lost connection cannot spoil the next.
 */
public final class MqttConnection {

    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int ATTEMPTS_A_REMINDER = 60;

    /** Makes the clients of a connection. */
    public interface Dialer {

        /** Makes the client of the next attempt. */
        MqttAsyncClient client() throws MqttException;

        /** Connects the client and waits until it is; {@code callback} must be its callback. */
        void connect(MqttAsyncClient client, MqttCallback callback) throws MqttException;
    }

    /** Who uses a connection. */
    public interface Owner {

        /** The client is connected; it is not yet the {@link #client()}. What fails here makes it connect again. */
        void up(MqttAsyncClient client) throws MqttException;

        /** The client is not connected any more. */
        void down(MqttAsyncClient client);

        /** A message has come; called by the client's one thread, which must come back when the client is lost. */
        void arrived(MqttAsyncClient client, String topic, MqttMessage message) throws InterruptedException;
    }

    private final String name;
    private final Duration longestPause;
    private final Dialer dialer;
    private final Owner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Session current;
    private @Nullable Thread thread;
    private String obstacle = ""; // of the connecting thread alone
    private boolean tried;
    private boolean closed;

    /**
     * A connection that is not begun.
     *
     * @param name who connects to which broker, for logs
     * @param longestPause between two attempts
     */
    public MqttConnection(String name, Duration longestPause, Dialer dialer, Owner owner) {
        this.name = name;
        this.longestPause = longestPause.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : longestPause;
        this.dialer = dialer;
        this.owner = owner;
    }

    /** Begins to connect, unless it has begun before. */
    public void start() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("mqtt " + name).start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The client that is connected now, or none. */
    public @Nullable MqttAsyncClient client() {
        lock.lock();
        try {
            return current == null ? null : current.client;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the first attempt has ended, well or not. */
    public @Nullable MqttAsyncClient awaitFirst(Duration timeout) throws InterruptedException {
        return await(timeout, true);
    }

    /** Waits until a client is connected; none where that takes longer than the time-out. */
    public @Nullable MqttAsyncClient awaitUp(Duration timeout) throws InterruptedException {
        return await(timeout, false);
    }

    private @Nullable MqttAsyncClient await(Duration timeout, boolean oneTry) throws InterruptedException {
        var left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (current == null && !closed && left > 0 && !(oneTry && tried)) {
                left = changed.awaitNanos(left);
            }
            return current == null ? null : current.client;
        } finally {
            lock.unlock();
        }
    }

    /** Makes another connection in place of this client's, which does not work any more. */
    public void abandon(MqttAsyncClient client, MqttException reason) {
        lock.lock();
        try {
            if (current != null && current.client.equals(client)) {
                current.end(MqttClients.reason(reason));
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        var failures = 0;
        var pause = FIRST_PAUSE;
        var since = System.nanoTime();
        while (!isClosed()) {
            var session = connect(failures);
            settle(session);
            if (session == null) {
                failures++;
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
                continue;
            }
            LOG.info("{} is connected after {} ms", name, sinceMs(since));
            awaitEnd(session);
            since = System.nanoTime();
            failures = 0;
            pause = FIRST_PAUSE;
            owner.down(session.client);
            MqttClients.hangUp(session.client);
        }
    }

    private @Nullable Session connect(int failures) {
        @Nullable Session session = null;
        try {
            session = new Session(dialer.client());
            dialer.connect(session.client, session);
            owner.up(session.client);
            return session;
        } catch (MqttException | EdgeException | IllegalArgumentException | IllegalStateException e) {
            var reason = reason(e);
            if (failures % ATTEMPTS_A_REMINDER == 0 || !reason.equals(obstacle)) {
                LOG.warn("{} waits for the broker: {}", name, reason);
            }
            obstacle = reason;
            if (session != null) {
                owner.down(session.client);
                MqttClients.hangUp(session.client);
            }
            return null;
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof EdgeException refused ? refused.text() : MqttClients.reason(failure);
    }

    private static long sinceMs(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private void settle(@Nullable Session session) {
        lock.lock();
        try {
            tried = true;
            current = session;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd(Session session) {
        @Nullable String reason;
        lock.lock();
        try {
            while (!closed && session.ended == null) {
                changed.awaitUninterruptibly();
            }
            current = null;
            reason = session.ended;
        } finally {
            lock.unlock();
        }
        if (reason != null) {
            LOG.warn("{} has lost the broker: {}", name, reason);
        }
    }

    private void rest(Duration pause) {
        var left = pause.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted and gives the broker up", name, e);
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Says goodbye to the broker, and connects no more. */
    public void close() throws InterruptedException {
        @Nullable Thread running;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.join(MqttClients.GOODBYE.multipliedBy(4));
        }
    }

    /** One client's life. */
    private final class Session implements MqttCallback {

        private final MqttAsyncClient client;
        private @Nullable String ended;

        private Session(MqttAsyncClient client) {
            this.client = client;
        }

        @Override
        public void connectionLost(Throwable cause) {
            lock.lock();
            try {
                end(MqttClients.reason(cause));
            } finally {
                lock.unlock();
            }
        }

        private void end(String reason) {
            if (ended == null) {
                ended = reason;
                changed.signalAll();
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            owner.arrived(client, topic, message);
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // each publish has its own listener
        }
    }
}
