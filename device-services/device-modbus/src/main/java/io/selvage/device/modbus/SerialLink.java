package io.selvage.device.modbus;

import io.selvage.device.sdk.Settings;
import java.io.IOException;
import java.time.Duration;

/**
 * A serial line, as one of its units needs it. Units of a line that need different settings may share it: it is then
 * opened again between their turns.
 *
 * @param port path of the device, for instance under {@code /dev/serial/by-id}, which names an adapter and not a socket
 * @param parity {@code N}, {@code O} or {@code E}
 */
record SerialLink(String port, Framing framing, int baudRate, int dataBits, int stopBits, char parity) implements Link {

    private static final int FASTEST = 4_000_000;
    private static final int BITS_A_CHARACTER = 11;
    private static final Duration SHORTEST_SILENCE = Duration.ofNanos(1_750_000);

    static SerialLink of(Settings settings, Framing framing) {
        return new SerialLink(
                portOf(settings),
                framing,
                settings.integer("BaudRate", 50, FASTEST),
                settings.integer("DataBits", framing.fewestDataBits(), 8),
                settings.integer("StopBits", 1, 2),
                parityOf(settings));
    }

    /** EdgeX leaves out what stands behind a comma. */
    private static String portOf(Settings settings) {
        var address = settings.string("Address");
        var comma = address.indexOf(',');
        return comma < 0 ? address : address.substring(0, comma);
    }

    private static char parityOf(Settings settings) {
        var parity = settings.string("Parity");
        return switch (parity) {
            case "N", "O", "E" -> parity.charAt(0);
            default -> throw settings.invalid("Parity '" + parity + "' is none of N (none), O (odd), E (even)");
        };
    }

    /** The silence between two frames: three and a half characters, and 1.75 ms where that is less. */
    Duration silence() {
        var silence = Duration.ofNanos(3_500_000_000L * BITS_A_CHARACTER / baudRate);
        return silence.compareTo(SHORTEST_SILENCE) < 0 ? SHORTEST_SILENCE : silence;
    }

    @Override
    public String endpoint() {
        return port;
    }

    @Override
    public Connection open(Unit unit, Threads threads) throws IOException {
        return SerialConnection.open(this);
    }
}
