package io.selvage.bus.mqtt;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker that is made again until it is closed. Each attempt has a client of its own: what a
 * client half remembers of a lost connection cannot spoil the next.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS_A_REMINDER = 60;
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** Who uses a connection. */
    interface Owner {

        /** The client is connected; it is not yet the {@link #client()}. What fails here makes it connect again. */
        void up(MqttAsyncClient client) throws MqttException;

        /** The client is not connected any more. */
        void down(MqttAsyncClient client);

        /** A message has come; called by the client's one thread, which must come back when the client is lost. */
        void arrived(MqttAsyncClient client, String topic, MqttMessage message) throws InterruptedException;
    }

    private final MqttOptions options;
    private final String clientId;
    private final boolean receiving;
    private final Owner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Session current;
    private @Nullable Thread thread;
    private boolean tried;
    private boolean closed;

    /** A connection that acknowledges received messages only by the owner, or that only publishes and asks. */
    Connection(MqttOptions options, String clientId, boolean receiving, Owner owner) {
        this.options = options;
        this.clientId = clientId;
        this.receiving = receiving;
        this.owner = owner;
    }

    /** Begins to connect, unless it has begun before. */
    void start() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("mqtt " + clientId).start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The client that is connected now, or none. */
    @Nullable
    MqttAsyncClient client() {
        lock.lock();
        try {
            return current == null ? null : current.client;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the first attempt has ended, well or not. */
    @Nullable
    MqttAsyncClient awaitFirst(Duration timeout) throws InterruptedException {
        return await(timeout, true);
    }

    /** Waits until a client is connected; none where that takes longer than the time-out. */
    @Nullable
    MqttAsyncClient awaitUp(Duration timeout) throws InterruptedException {
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

    /** Makes another connection in place of this client's, which has failed without being lost. */
    void abandon(MqttAsyncClient client) {
        lock.lock();
        try {
            if (current != null && current.client.equals(client)) {
                current.lost = true;
                changed.signalAll();
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
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                continue;
            }
            LOG.info("{} is connected to {} after {} ms", clientId, options.address(), sinceMs(since));
            awaitEnd(session);
            since = System.nanoTime();
            failures = 0;
            pause = FIRST_PAUSE;
            owner.down(session.client);
            release(session.client);
        }
    }

    private @Nullable Session connect(int failures) {
        @Nullable MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(options.address(), clientId, new MemoryPersistence());
            var session = new Session(client);
            client.setManualAcks(receiving);
            client.setCallback(session);
            client.connect(connectOptions())
                    .waitForCompletion(options.connectTimeout().plusSeconds(1).toMillis());
            owner.up(client);
            return session;
        } catch (MqttException | IllegalArgumentException e) {
            if (failures % ATTEMPTS_A_REMINDER == 0) {
                LOG.warn("{} waits for the broker {}: {}", clientId, options.address(), reason(e));
            }
            if (client != null) {
                owner.down(client);
                release(client);
            }
            return null;
        }
    }

    private MqttConnectOptions connectOptions() {
        var connect = new MqttConnectOptions();
        connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        connect.setCleanSession(!receiving || options.cleanSession());
        connect.setKeepAliveInterval((int) options.keepAlive().toSeconds());
        connect.setConnectionTimeout((int) options.connectTimeout().toSeconds());
        connect.setSocketFactory(new PromptSockets());
        connect.setMaxInflight(65_535); // the window is ours
        if (!options.username().isEmpty()) {
            connect.setUserName(options.username());
            connect.setPassword(options.password().toCharArray());
        }
        return connect;
    }

    /** What a failure of Paho's says, with the cause that it hides. */
    static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
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
        lock.lock();
        try {
            while (!closed && !session.lost) {
                changed.awaitUninterruptibly();
            }
            current = null;
        } finally {
            lock.unlock();
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
            LOG.warn("{} was interrupted and gives the broker up", clientId, e);
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

    private void release(MqttAsyncClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect(GOODBYE.toMillis()).waitForCompletion(2 * GOODBYE.toMillis());
            }
        } catch (MqttException e) {
            LOG.debug("{} could not say goodbye: {}", clientId, reason(e));
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("{} could not be closed: {}", clientId, reason(e));
        }
    }

    /** Says goodbye to the broker, and connects no more. */
    void close() throws InterruptedException {
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
            running.join(GOODBYE.multipliedBy(4));
        }
    }

    /** One client's life. */
    private final class Session implements MqttCallback {

        private final MqttAsyncClient client;
        private boolean lost;

        private Session(MqttAsyncClient client) {
            this.client = client;
        }

        @Override
        public void connectionLost(Throwable cause) {
            LOG.warn("{} has lost the broker {}: {}", clientId, options.address(), reason(cause));
            lock.lock();
            try {
                lost = true;
                changed.signalAll();
            } finally {
                lock.unlock();
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
