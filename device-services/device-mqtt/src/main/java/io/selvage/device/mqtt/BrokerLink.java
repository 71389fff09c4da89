package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the devices' broker, made again for ever, each time with a client of its own. That it is lost, what
 * stands in the way and that it is there again stand in the log once each.
 */
final class BrokerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** Takes messages, one at a time; while it does not return, the broker is not read. */
    @FunctionalInterface
    interface Receiver {

        void arrived(Delivery delivery) throws InterruptedException;
    }

    private final Dialer dialer;
    private final Duration longestPause;
    private final Receiver receiver;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Session current;
    private volatile @Nullable Thread thread;

    /** A link that dials at least every so often. */
    BrokerLink(Dialer dialer, Duration longestPause, Receiver receiver) {
        this.dialer = dialer;
        this.longestPause = longestPause.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : longestPause;
        this.receiver = receiver;
    }

    /** Begins to connect; nobody waits for it. */
    void start() {
        thread = Thread.ofVirtual().name(dialer + " connection").start(this::run);
    }

    private void run() {
        var pause = FIRST_PAUSE;
        var obstacle = "";
        try {
            while (closing.getCount() > 0) {
                var session = new Session();
                var failure = dial(session);
                if (failure == null) {
                    LOG.info("connected to the MQTT broker {}", dialer);
                    var reason = session.lost.join();
                    if (closing.getCount() > 0) {
                        LOG.warn("the connection to the MQTT broker {} is lost: {}", dialer, reason);
                    }
                    pause = FIRST_PAUSE;
                    obstacle = "";
                } else if (!failure.equals(obstacle)) {
                    LOG.warn("no connection to the MQTT broker {}, tried until there is one: {}", dialer, failure);
                    obstacle = failure;
                }
                hangUp(session);
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is dialled no more", dialer);
        }
    }

    /** Connects and subscribes; says what stands in the way, if anything does. */
    private @Nullable String dial(Session session) {
        try {
            var client = dialer.client();
            session.client = client;
            dialer.connect(client, session);
            current = session;
            if (closing.getCount() == 0) {
                session.lost.complete("the service ends");
            }
            return null;
        } catch (MqttException e) {
            return Dialer.reason(e);
        } catch (EdgeException e) {
            return e.text();
        }
    }

    private void hangUp(Session session) {
        current = null;
        session.lost.complete("hung up"); // who is given a message lets go of it
        var client = session.client;
        if (client != null) {
            dialer.hangUp(client);
        }
    }

    /** Sends a message once, with QoS 0; SERVICE_UNAVAILABLE while there is no connection. */
    void publish(String topic, byte[] payload, Duration timeout) {
        var session = current;
        var client = session == null ? null : session.client;
        if (client == null) {
            throw unavailable("the MQTT broker " + dialer + " is not connected");
        }
        try {
            client.publish(topic, payload, 0, false).waitForCompletion(Math.max(1, timeout.toMillis()));
        } catch (MqttException e) {
            throw unavailable("nothing can be sent to " + topic + ": " + Dialer.reason(e));
        }
    }

    private static EdgeException unavailable(String message) {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, message);
    }

    @Override
    public void close() {
        closing.countDown();
        var session = current;
        if (session != null) {
            session.lost.complete("the service ends");
        }
        var running = thread;
        if (running != null) {
            try {
                running.join(Dialer.GOODBYE.multipliedBy(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One client's life. */
    private final class Session implements MqttCallback {

        private final CompletableFuture<String> lost = new CompletableFuture<>();
        private volatile @Nullable MqttAsyncClient client;

        @Override
        public void connectionLost(Throwable cause) {
            lost.complete(Dialer.reason(cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
            receiver.arrived(new Delivery(topic, message.getPayload(), lost, () -> acknowledge(message)));
        }

        private void acknowledge(MqttMessage message) {
            var over = client;
            if (over == null || lost.isDone()) {
                return; // it comes again over the next connection
            }
            try {
                over.messageArrivedComplete(message.getId(), message.getQos());
            } catch (MqttException e) {
                LOG.debug("a message is not acknowledged and comes again: {}", Dialer.reason(e));
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // each publish waits for its own
        }
    }
}
