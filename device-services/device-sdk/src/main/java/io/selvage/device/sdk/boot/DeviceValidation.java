package io.selvage.device.sdk.boot;

import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.publish.BusLink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers core-metadata's question whether a device that is to be added or changed is acceptable. */
final class DeviceValidation {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceValidation.class);

    private final DeviceDriver driver;
    private final BusLink link;

    DeviceValidation(DeviceDriver driver, BusLink link) {
        this.driver = driver;
        this.link = link;
    }

    /** Takes the question; the stage ends when it is answered. */
    CompletionStage<?> handle(Message message) {
        return CompletableFuture.runAsync(
                () -> answer(message.envelope()),
                task -> Thread.ofVirtual().name("device validation").start(task));
    }

    private void answer(Envelope request) {
        var topic = link.topics().response(link.service(), request.requestId());
        try {
            link.bus().publish(topic, verdict(request));
        } catch (EdgeException e) {
            LOG.error("failed to answer device validation {}: {}", request.requestId(), e.text());
        }
    }

    private Envelope verdict(Envelope request) {
        try {
            driver.validate(request.payloadAs(AddDeviceRequest.class).device());
            return request.reply(null, Envelope.JSON);
        } catch (EdgeException e) {
            return request.error(e.text());
        } catch (RuntimeException e) {
            LOG.error("the driver failed to validate a device", e);
            return request.error(e.toString());
        }
    }
}
