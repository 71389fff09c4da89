package io.selvage.device.modbus;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import java.time.Duration;

/**
 * How a device is reached: its protocol properties under {@code modbus-tcp}.
 *
 * @param id 0 to 255
 * @param timeout of a connect and of each request
 * @param idleTimeout after which an unused connection is closed; 0 closes it after each request, a negative one never
 * @param connectDelay of silence after a connect, which some gateways need
 */
record Unit(Endpoint endpoint, int id, Duration timeout, Duration idleTimeout, Duration connectDelay) {

    private static final String PROTOCOL = "modbus-tcp";
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofMinutes(1);

    /** The unit of the device; CONTRACT_INVALID where its properties cannot work. */
    static Unit of(Device device) {
        var owner = "device " + device.name() + ", protocol " + PROTOCOL;
        var properties = device.protocols().get(PROTOCOL);
        if (properties == null) {
            throw Required.invalid("device " + device.name() + " has no protocol " + PROTOCOL + " but "
                    + device.protocols().keySet());
        }
        return of(new Settings(owner, ErrorKind.CONTRACT_INVALID, properties));
    }

    private static Unit of(Settings settings) {
        var timeout = settings.duration("Timeout");
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw settings.invalid("Timeout " + settings.text("Timeout") + " is not from 1ms to 600 seconds");
        }
        return new Unit(
                new Endpoint(settings.text("Address"), settings.integer("Port", 1, 65535)),
                settings.integer("UnitID", 0, 255),
                timeout,
                settings.has("IdleTimeout") ? settings.duration("IdleTimeout") : DEFAULT_IDLE_TIMEOUT,
                settings.has("ConnectDelay") ? settings.duration("ConnectDelay") : Duration.ZERO);
    }

    @Override
    public String toString() {
        return endpoint + " unit " + id;
    }
}
