package io.selvage.device.rest;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.CustomRoute;
import io.selvage.device.sdk.DeviceCatalog;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Routing;
import io.selvage.device.sdk.Value;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes the values that devices post, and passes commands on to those that listen themselves, with the protocol
 * properties of EdgeX's device-rest.
 */
@Component
final class RestDriver implements DeviceDriver, Routing {

    private final PostedValues posted;
    private final Caller caller = new Caller();

    RestDriver(DeviceCatalog devices) {
        posted = new PostedValues(devices);
    }

    @Override
    public List<CustomRoute> routes() {
        return List.of(new CustomRoute("POST", PostedValues.PATH, posted));
    }

    @Override
    public void start(ReadingSink sink) {
        posted.passTo(sink);
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        var end = EndDevice.of(device);
        var values = new ArrayList<Value>();
        for (var request : requests) {
            var get = HttpRequest.newBuilder(end.urlOf(request.resourceName(), request.attributes()))
                    .GET();
            values.add(value(device, caller.call(get.build(), end.timeout()), request));
        }
        return values;
    }

    /** What the device answered; an answer that is no value is the device's fault, not the caller's. */
    private static Value value(Device device, Content answer, ResourceRequest request) {
        try {
            return answer.valueOf(request.resource());
        } catch (EdgeException e) {
            throw new EdgeException(ErrorKind.COMMUNICATION_ERROR, device.name() + " answered: " + e.text(), e);
        }
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        var end = EndDevice.of(device);
        for (var write : writes) {
            var content = Content.of(write);
            var put = HttpRequest.newBuilder(end.urlOf(write.resourceName(), write.attributes()))
                    .header("Content-Type", content.type())
                    .PUT(BodyPublishers.ofByteArray(content.body()));
            caller.call(put.build(), end.timeout());
        }
    }

    /** A device that only posts needs no properties. */
    @Override
    public void validate(Device device) {
        if (device.protocols().containsKey(EndDevice.PROTOCOL)) {
            EndDevice.of(device);
        }
    }

    @Override
    public void close() {
        caller.close();
    }
}
