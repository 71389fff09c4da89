package io.selvage.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Packets of two senders on one stream. */
class WholePacketsTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final WholePackets packets = new WholePackets(sent);

    private static ByteArrayOutputStream other(int... bytes) {
        var packet = new ByteArrayOutputStream();
        for (var each : bytes) {
            packet.write(each);
        }
        return packet;
    }

    @Test
    void goInBetweenTwoOfTheClient() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            packets.write(new byte[] {1, 2}, 0, 2);
            var inserting = threads.submit(() -> {
                packets.insert(other(7, 8));
                return true;
            });
            assertThatThrownBy(() -> inserting.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            packets.write(3);
            packets.flush();
            inserting.get(10, TimeUnit.SECONDS);
            packets.write(4);
            packets.flush();
        }

        assertThat(sent.toByteArray()).containsExactly(1, 2, 3, 7, 8, 4);
    }

    @Test
    void waitForNoRestOfAPacketOnABrokenConnection() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            packets.write(1);
            var inserting = threads.submit(() -> {
                packets.insert(other(7));
                return true;
            });
            packets.broken();

            assertThat(inserting.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void areNotWaitedForAfterAFailedWrite() {
        var failing = new WholePackets(new OutputStream() {
            private int writes;

            @Override
            public void write(int one) throws IOException {
                if (writes++ == 0) {
                    throw new IOException("no route");
                }
            }
        });
        assertThatThrownBy(() -> failing.write(1)).isInstanceOf(IOException.class);

        assertThatCode(() -> failing.insert(other(7))).doesNotThrowAnyException();
    }
}
