package io.selvage.system;

import io.selvage.contracts.event.AddEventRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device service's publisher: QoS 1, a window of unacknowledged messages, and it knows which ones were acknowledged. */
final class Publisher implements AutoCloseable {

    private static final int WINDOW = 100;

    private final MqttAsyncClient client;
    private final Semaphore window = new Semaphore(WINDOW);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private Publisher(MqttAsyncClient client) {
        this.client = client;
    }

    static Publisher connect(String broker, String name) throws MqttException {
        var client = new MqttAsyncClient(broker, "publisher-" + name, new MemoryPersistence());
        var options = new MqttConnectOptions();
        options.setMaxInflight(WINDOW * 2);
        client.connect(options).waitForCompletion(10_000);
        return new Publisher(client);
    }

    void send(AddEventRequest request) throws MqttException, InterruptedException {
        if (!window.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no acknowledgement for 30 s");
        }
        var id = request.event().id();
        client.publish(
                TestEvents.topic(request.event().deviceName()),
                TestEvents.message(request),
                1,
                false,
                null,
                new IMqttActionListener() {
                    @Override
                    public void onSuccess(IMqttToken token) {
                        acknowledged.add(id);
                        window.release();
                    }

                    @Override
                    public void onFailure(IMqttToken token, Throwable failure) {
                        window.release();
                    }
                });
    }

    /** Waits until at most so many are not acknowledged: a publisher that does not flood the broker. */
    void awaitFew(int unacknowledged) throws InterruptedException {
        if (!window.tryAcquire(WINDOW - unacknowledged, 60, TimeUnit.SECONDS)) {
            throw new AssertionError("acknowledgements are missing after 60 s");
        }
        window.release(WINDOW - unacknowledged);
    }

    void awaitAcknowledged() throws InterruptedException {
        if (!window.tryAcquire(WINDOW, 60, TimeUnit.SECONDS)) {
            throw new AssertionError("acknowledgements are missing after 60 s");
        }
        window.release(WINDOW);
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(10_000);
        }
        client.close(true);
    }
}
