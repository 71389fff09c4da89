package io.selvage.device.sdk.boot;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.Event;
import io.selvage.device.sdk.Complaints;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.command.Commands;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.EventPublisher;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Duration patience;
    private final Complaints complaints = new Complaints(LOG);

    PushedEvents(Inventory inventory, Commands commands, EventPublisher publisher, DeviceServiceConfig config) {
        this.enabled = config.device().enableAsyncReadings();
        this.patience = config.service().timeout();
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
            LOG.debug("readings of {} were dropped", readings.deviceName(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> submit(PushedReadings readings) {
        return published(readings, event -> publisher.publish(event, ""));
    }

    @Override
    public void acceptInTime(PushedReadings readings) {
        var deadline = System.nanoTime() + patience.toNanos();
        var taken = published(readings, event -> publisher.publish(event, "", patience));
        try {
            taken.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR);
        } catch (TimeoutException e) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    "the message bus did not acknowledge the event within " + patience.toMillis()
                            + " ms, and it is not on disk (Device.Spool): send it again",
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Hands an event over to be published. */
    @FunctionalInterface
    private interface Way {

        CompletableFuture<@Nullable Void> publish(Event event) throws InterruptedException;
    }

    private CompletableFuture<@Nullable Void> published(PushedReadings readings, Way way) {
        Event event;
        try {
            event = event(readings);
        } catch (EdgeException e) {
            complaints.warn("readings of " + readings.deviceName() + " are dropped: " + e.text());
            return CompletableFuture.failedFuture(e);
        }
        try {
            return way.publish(event);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The event of the readings; an EdgeException of a kind below 500 where they never can be one. */
    private Event event(PushedReadings readings) {
        if (!enabled) {
            throw new EdgeException(
                    ErrorKind.SERVICE_LOCKED,
                    "this service takes no readings that it did not ask for: Device.EnableAsyncReadings is false");
        }
        try {
            return inventory
                    .find(readings.deviceName())
                    .flatMap(known -> commands.pushed(known, readings))
                    .orElseThrow(() -> new EdgeException(
                            ErrorKind.ENTITY_DOES_NOT_EXIST, "the device is unknown or has no profile"));
        } catch (EdgeException e) {
            throw e.kind().statusCode() < 500 ? e : Required.invalid(e.text()); // it is the same whenever it is tried
        }
    }

    private static EdgeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before readings were published", e);
    }
}
