package io.selvage.device.modbus;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.Required;
import io.selvage.device.sdk.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How a device is reached: its protocol properties under {@code modbus-tcp}, {@code modbus-rtu} or {@code
 * modbus-ascii}.
 *
 * @param id 0 to 255
 * @param timeout of a connect and of each request
 * @param idleTimeout after which an unused connection is closed; 0 closes it after each request, a negative one never
 * @param connectDelay of silence after a connect, which some gateways need
 */
record Unit(Link link, int id, Duration timeout, Duration idleTimeout, Duration connectDelay) {

    private static final String TCP = "modbus-tcp";
    private static final String RTU = "modbus-rtu";
    private static final String ASCII = "modbus-ascii";
    private static final List<String> PROTOCOLS = List.of(TCP, RTU, ASCII);
    private static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofMinutes(1);

    /** The unit of the device; CONTRACT_INVALID where its properties cannot work. */
    static Unit of(Device device) {
        var protocols = PROTOCOLS.stream()
                .filter(protocol -> device.protocols().get(protocol) != null)
                .toList();
        if (protocols.size() != 1) {
            throw Required.invalid("device " + device.name() + " needs one protocol of " + PROTOCOLS + " but has "
                    + (protocols.isEmpty() ? device.protocols().keySet() : protocols));
        }
        var protocol = protocols.getFirst();
        var settings = Settings.of(device, protocol);
        return of(
                switch (protocol) {
                    case TCP -> TcpLink.of(settings);
                    case RTU -> SerialLink.of(settings, Framing.RTU);
                    default -> SerialLink.of(settings, Framing.ASCII);
                },
                settings);
    }

    private static Unit of(Link link, Settings settings) {
        return new Unit(
                link,
                settings.integer("UnitID", 0, 255),
                settings.timeout("Timeout"),
                settings.has("IdleTimeout") || link instanceof SerialLink
                        ? settings.duration("IdleTimeout")
                        : DEFAULT_IDLE_TIMEOUT,
                settings.has("ConnectDelay") ? settings.duration("ConnectDelay") : Duration.ZERO);
    }

    @Override
    public String toString() {
        return link.endpoint() + " unit " + id;
    }
}
