package io.selvage.device.mqtt;

import java.util.concurrent.Future;

/**
 * A message from the broker.
 *
 * @param connection done when the connection over which it came is lost
 * @param acknowledgement tells the broker, once, that the message need not come again
 */
@SuppressWarnings("ArrayRecordComponent") // nobody else has it
record Delivery(String topic, byte[] payload, Future<?> connection, Runnable acknowledgement) {

    void acknowledge() {
        acknowledgement.run();
    }
}
