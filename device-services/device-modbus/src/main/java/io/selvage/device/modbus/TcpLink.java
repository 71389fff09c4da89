package io.selvage.device.modbus;

import io.selvage.device.sdk.Settings;
import java.io.IOException;

/** Where a Modbus TCP server listens; behind one there may be many units. */
record TcpLink(String host, int port) implements Link {

    static TcpLink of(Settings settings) {
        return new TcpLink(settings.string("Address"), settings.integer("Port", 1, 65535));
    }

    @Override
    public String endpoint() {
        return host + ":" + port;
    }

    @Override
    public Connection open(Unit unit, Threads threads) throws IOException, InterruptedException {
        return TcpConnection.open(this, unit, threads);
    }
}
