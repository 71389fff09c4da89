package io.selvage.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets as a broker sends them, what the client is shown of them, and the payloads that messages get back. */
class ApartPayloadsTest {

    private static final String TOPIC = "edgex/events/a";
    private static final int[] SIZES = {0, 1, 3, 4, 5, 63, 64, 127, 128, 300, 16_384, 16_385, 70_000, 4};

    private final ApartPayloads payloads = new ApartPayloads();
    private final Random random = new Random(7);

    private byte[] payload(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] publish(int qos, byte[] payload) {
        var body = new ByteArrayOutputStream();
        body.write(0);
        body.write(TOPIC.length());
        body.writeBytes(TOPIC.getBytes(UTF_8));
        if (qos > 0) {
            body.writeBytes(new byte[] {1, 2});
        }
        body.writeBytes(payload);
        return packet(0x30 | (qos << 1), body.toByteArray());
    }

    private static byte[] packet(int head, byte[] body) {
        var packet = new ByteArrayOutputStream();
        packet.write(head);
        var rest = body.length;
        for (; rest > 127; rest /= 128) {
            packet.write(rest % 128 + 128);
        }
        packet.write(rest);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    /** The body of the next packet, read as a client reads it. */
    private static byte[] body(DataInputStream in) throws IOException {
        in.readByte();
        var length = 0;
        var shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            length += (next & 127) << shift;
            shift += 7;
        } while (next > 127);
        var body = new byte[length];
        in.readFully(body);
        return body;
    }

    private DataInputStream shown(byte[] sent) {
        return new DataInputStream(payloads.apart(new ByteArrayInputStream(sent)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void arePutBackWhateverTheirSize(int qos) throws IOException {
        for (var size : SIZES) {
            var sent = payload(size);

            var body = body(shown(publish(qos, sent)));
            var before = 2 + TOPIC.length() + (qos > 0 ? 2 : 0);
            var message = new MqttMessage(Arrays.copyOfRange(body, before, body.length));
            message.setQos(qos);
            var seen = message.getPayload().length;
            payloads.restore(message);

            assertThat(message.getPayload()).isEqualTo(sent);
            assertThat(seen).isEqualTo(qos < 2 && size >= 64 ? 4 : size);
        }
    }

    @Test
    void leaveOtherPacketsAsTheyAre() throws IOException {
        var packets = new ByteArrayOutputStream();
        packets.writeBytes(packet(0xd0, new byte[0]));
        packets.writeBytes(packet(0x90, payload(300)));
        packets.writeBytes(publish(2, payload(500)));
        packets.writeBytes(packet(0x30, payload(1)));

        assertThat(shown(packets.toByteArray()).readAllBytes()).isEqualTo(packets.toByteArray());
    }

    @Test
    void areTakenAsTheyCameWhereNothingIsKeptApart() {
        var message = new MqttMessage("21.5".getBytes(UTF_8));

        payloads.restore(message);

        assertThat(message).hasToString("21.5");
    }

    @Test
    void areForgottenWhereTheClientDropsTheirMessages() throws IOException {
        var first = body(shown(publish(0, payload(100))));
        for (var i = 0; i < 100; i++) {
            body(shown(publish(0, payload(100))));
        }

        assertThatThrownBy(() ->
                        payloads.restore(new MqttMessage(Arrays.copyOfRange(first, first.length - 4, first.length))))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"4", "20", "90"})
    void endWhereTheConnectionEnds(int bytes) {
        var cut = Arrays.copyOf(publish(1, payload(100)), bytes);

        assertThatThrownBy(() -> body(shown(cut))).isInstanceOf(EOFException.class);
    }

    @Test
    void refuseALengthThatIsNone() {
        var sent = new byte[] {0x30, -1, -1, -1, -1, 1};

        assertThatThrownBy(() -> shown(sent).readAllBytes()).isInstanceOf(IOException.class);
    }
}
