package io.selvage.metadata.device;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.topic.Topics;
import io.selvage.service.ServiceInfo;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks a device service over the bus whether its driver can work with a device. */
@Component
class DeviceValidation {

    private final MessageBus bus;
    private final Topics topics;
    private final ServiceInfo service;

    DeviceValidation(MessageBus bus, Topics topics, ServiceInfo service) {
        this.bus = bus;
        this.topics = topics;
        this.service = service;
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws EdgeException SERVER_ERROR with the device service's reason where it refuses, SERVICE_UNAVAILABLE where it
     *     does not answer within {@code Service.RequestTimeout}
     */
    void check(Device device) {
        var request = Envelope.request(AddDeviceRequest.of(device), Map.of());
        var topic = topics.validateDevice(device.serviceName());
        if (!bus.hasSubscriber(topic)) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    "device service " + device.serviceName() + " does not run, so it cannot check device "
                            + device.name());
        }
        var reply = bus.request(
                topic, request, topics.response(device.serviceName(), request.requestId()), service.timeout());
        if (reply.isError()) {
            throw new EdgeException(ErrorKind.SERVER_ERROR, reply.text());
        }
    }
}
