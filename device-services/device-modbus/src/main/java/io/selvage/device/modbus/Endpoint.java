package io.selvage.device.modbus;

/** Where a Modbus TCP server listens; behind one there may be many units. */
record Endpoint(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
