package io.selvage.device.sdk.boot;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.command.Commands;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.EventPublisher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what devices send by themselves; like EdgeX without a look at their locks. */
final class PushedEvents implements ReadingSink {

    private static final Logger LOG = LoggerFactory.getLogger(PushedEvents.class);

    private final Inventory inventory;
    private final Commands commands;
    private final EventPublisher publisher;
    private final boolean enabled;

    PushedEvents(Inventory inventory, Commands commands, EventPublisher publisher, DeviceServiceConfig config) {
        this.enabled = config.device().enableAsyncReadings();
        this.inventory = inventory;
        this.commands = commands;
        this.publisher = publisher;
    }

    @Override
    public void accept(PushedReadings readings) {
        try {
            submit(readings).toCompletableFuture().get();
        } catch (ExecutionException e) {
            var reason = EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR);
            if (reason.kind().statusCode() >= 500) {
                throw reason;
            }
            LOG.error("readings of {} are dropped: {}", readings.deviceName(), reason.text());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> submit(PushedReadings readings) {
        if (!enabled) {
            LOG.debug("readings of {} are dropped: Device.EnableAsyncReadings is false", readings.deviceName());
            return CompletableFuture.completedFuture(null);
        }
        try {
            var event = inventory.find(readings.deviceName()).flatMap(known -> commands.pushed(known, readings));
            if (event.isPresent()) {
                return publisher.publish(event.get(), "");
            }
            LOG.warn("readings of {} are dropped: the device is unknown or has no profile", readings.deviceName());
        } catch (EdgeException e) {
            LOG.error("readings of {} are dropped: {}", readings.deviceName(), e.text());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static EdgeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before readings were published", e);
    }
}
