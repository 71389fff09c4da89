package io.selvage.example.devicescale;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.Map;

/** Where a scale is: the properties {@code Address} and {@code Port} of its protocol {@code scale}. */
record ScaleAddress(String host, int port) {

    static ScaleAddress of(Device device) {
        var properties = device.protocols().getOrDefault("scale", Map.of());
        var host = String.valueOf(properties.getOrDefault("Address", ""));
        var port = String.valueOf(properties.getOrDefault("Port", ""));
        if (host.isBlank() || !port.matches("[1-9][0-9]{0,4}")) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID,
                    "device " + device.name() + " needs the protocol scale with Address and Port, not " + properties);
        }
        return new ScaleAddress(host, Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
