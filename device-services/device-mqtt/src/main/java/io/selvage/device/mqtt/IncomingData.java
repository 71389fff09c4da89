package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ReadWrite;
import io.selvage.device.mqtt.IncomingTopic.Source;
import io.selvage.device.sdk.Complaints;
import io.selvage.device.sdk.DeviceCatalog;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes readings of what devices send by themselves. A message is acknowledged to the broker when its event is by the bus,
 * or is on disk, or when it can never be one.
 */
final class IncomingData implements Inbox.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingData.class);
    private static final int PAUSE_MS = 200;

    private final IncomingTopic topic;
    private final DeviceCatalog devices;
    private final ReadingSink sink;
    private final Complaints complaints = new Complaints(LOG);
    private final CountDownLatch closing = new CountDownLatch(1);

    IncomingData(IncomingTopic topic, DeviceCatalog devices, ReadingSink sink) {
        this.topic = topic;
        this.devices = devices;
        this.sink = sink;
    }

    @Override
    public void handle(Delivery delivery, Runnable release) throws InterruptedException {
        while (!taken(delivery, release)) {
            if (closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                return; // not acknowledged: it comes again
            }
        }
    }

    /** Says false where the service does not know its devices yet. */
    private boolean taken(Delivery delivery, Runnable release) {
        try {
            var submitted = sink.submit(readings(delivery));
            var _ = submitted.whenComplete((_, failure) -> {
                release.run();
                if (failure == null
                        || EdgeException.of(failure, ErrorKind.UNKNOWN).kind().statusCode() < 500) {
                    delivery.acknowledge();
                }
            });
            return true;
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.SERVICE_UNAVAILABLE) {
                return false;
            }
            drop(delivery, release, e.text());
        } catch (RuntimeException e) {
            drop(delivery, release, e.toString()); // the next message may be better
        }
        return true;
    }

    private void drop(Delivery delivery, Runnable release, String why) {
        complaints.warn("a message on " + delivery.topic() + " is ignored: " + why);
        release.run();
        delivery.acknowledge();
    }

    private PushedReadings readings(Delivery delivery) {
        var source = topic.sourceOf(delivery.topic());
        return new PushedReadings(
                source.device(), source.name(), 0, Payload.received(delivery.payload(), resources(source)));
    }

    private List<DeviceResource> resources(Source source) {
        var command = devices.command(source.device(), source.name());
        if (command.isPresent()) {
            requireReadable(command.get().readWrite(), source);
            return command.get().resourceOperations().stream()
                    .map(operation -> resource(source.device(), operation.deviceResource()))
                    .toList();
        }
        var resource = resource(source.device(), source.name());
        requireReadable(resource.properties().readWrite(), source);
        return List.of(resource);
    }

    private DeviceResource resource(String device, String name) {
        if (devices.device(device).isEmpty()) {
            throw Required.invalid("device " + device + " is not known");
        }
        return devices.resource(device, name)
                .orElseThrow(() -> Required.invalid("device " + device + " has no resource or command " + name));
    }

    private static void requireReadable(ReadWrite readWrite, Source source) {
        if (readWrite == ReadWrite.W) {
            throw Required.invalid(source.name() + " of device " + source.device() + " is write-only");
        }
    }

    void close() {
        closing.countDown();
    }
}
