package io.selvage.device.rest;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.device.sdk.Complaints;
import io.selvage.device.sdk.CustomRoute;
import io.selvage.device.sdk.CustomRoute.Answer;
import io.selvage.device.sdk.CustomRoute.Request;
import io.selvage.device.sdk.DeviceCatalog;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes values that devices post: 200 when the event is by the bus or on disk, a sentence in plain text otherwise. */
final class PostedValues implements CustomRoute.Handler {

    static final String PATH = "/api/v3/resource/{deviceName}/{resourceName}";

    private static final Logger LOG = LoggerFactory.getLogger(PostedValues.class);

    private final DeviceCatalog devices;
    private final Complaints complaints = new Complaints(LOG);
    private volatile @Nullable ReadingSink sink;

    PostedValues(DeviceCatalog devices) {
        this.devices = devices;
    }

    void passTo(ReadingSink readings) {
        sink = readings;
    }

    @Override
    public Answer handle(Request request) {
        var device = request.variable("deviceName");
        try {
            var resource = resource(device, request.variable("resourceName"));
            if (request.body().length == 0) {
                throw Required.invalid("the request has no body: it must hold the value of " + resource.name());
            }
            var value = new Content(request.contentType(), request.body()).valueOf(resource);
            started().acceptInTime(PushedReadings.of(device, resource.name(), value));
            return Answer.of(200);
        } catch (EdgeException e) {
            complaints.warn("a value that was posted for device " + device + " is refused: " + e.text());
            return Answer.text(e.kind().statusCode(), e.text());
        }
    }

    private DeviceResource resource(String device, String name) {
        if (devices.device(device).isEmpty()) {
            throw unknown("device " + device);
        }
        return devices.resource(device, name).orElseThrow(() -> unknown("resource " + name + " of device " + device));
    }

    private static EdgeException unknown(String what) {
        return new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, what + " not found");
    }

    private ReadingSink started() {
        var readings = sink;
        if (readings == null) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the device service is starting");
        }
        return readings;
    }
}
