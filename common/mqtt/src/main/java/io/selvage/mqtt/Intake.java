package io.selvage.mqtt;

import java.time.Duration;

/**
 * How much a client may read ahead of who handles its messages. A large message is asked about before it is read, over plain
 * TCP and where its QoS is 0 or 1; while there is no room the client reads nothing.
 */
public interface Intake {

    /** Reads all that comes. */
    Intake UNBOUNDED = new Intake() {
        @Override
        public int most() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean awaitRoom(String topic, int bytes, Duration patience) {
            return true;
        }
    };

    /** Bytes of the largest message that can be handled; a larger one comes as a {@link CutMessage}. */
    int most();

    /** Waits until there is room for so many bytes on the topic; false where there is none in time: it is asked again then. */
    boolean awaitRoom(String topic, int bytes, Duration patience) throws InterruptedException;
}
