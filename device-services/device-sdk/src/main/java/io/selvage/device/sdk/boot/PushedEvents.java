package io.selvage.device.sdk.boot;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.command.Commands;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.EventPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what devices send by themselves; like EdgeX without a look at their locks. */
final class PushedEvents implements ReadingSink {

    private static final Logger LOG = LoggerFactory.getLogger(PushedEvents.class);

    private final Inventory inventory;
    private final Commands commands;
    private final EventPublisher publisher;

    PushedEvents(Inventory inventory, Commands commands, EventPublisher publisher) {
        this.inventory = inventory;
        this.commands = commands;
        this.publisher = publisher;
    }

    @Override
    public void accept(PushedReadings readings) {
        try {
            var event = inventory.find(readings.deviceName()).flatMap(known -> commands.pushed(known, readings));
            if (event.isEmpty()) {
                LOG.warn("readings of {} are dropped: the device is unknown or has no profile", readings.deviceName());
                return;
            }
            publisher.publish(event.get(), "");
        } catch (EdgeException e) {
            LOG.error("readings of {} are dropped: {}", readings.deviceName(), e.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before readings were published", e);
        }
    }
}
