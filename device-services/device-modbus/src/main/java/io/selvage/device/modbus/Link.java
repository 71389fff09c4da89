package io.selvage.device.modbus;

import java.io.IOException;

/** The way to a unit: a TCP server or a serial line with its settings. */
sealed interface Link permits TcpLink, SerialLink {

    /** What takes one request at a time, whoever asks: the server's address or the serial port. */
    String endpoint();

    /** Opens a connection; fails with an {@link IOException} that says why. */
    Connection open(Unit unit, Threads threads) throws IOException, InterruptedException;
}
