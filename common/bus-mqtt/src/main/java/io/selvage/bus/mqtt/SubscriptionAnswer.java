package io.selvage.bus.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * What the broker answers to subscriptions. Of a kept session it sends first what waits, so the answer comes behind as many
 * messages as may be under way, and whoever handles them slowly reads it late.
 */
final class SubscriptionAnswer implements IMqttActionListener {

    private final CompletableFuture<int[]> granted = new CompletableFuture<>();

    @Override
    public void onSuccess(IMqttToken token) {
        granted.complete(token.getGrantedQos());
    }

    @Override
    public void onFailure(IMqttToken token, Throwable failure) {
        granted.completeExceptionally(failure);
    }

    /** The QoS granted to each filter; fails where neither the answer nor a message comes within the time. */
    int[] await(Duration patience, LongSupplier arrivals) throws MqttException {
        while (true) {
            var before = arrivals.getAsLong();
            try {
                return granted.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (arrivals.getAsLong() == before) {
                    throw new MqttException(MqttException.REASON_CODE_CLIENT_TIMEOUT, e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof MqttException failure ? failure : new MqttException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MqttException(e);
            }
        }
    }
}
