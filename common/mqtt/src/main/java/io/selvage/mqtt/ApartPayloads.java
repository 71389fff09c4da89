package io.selvage.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/**
 * The payloads of messages of QoS 0 and 1 go past the client: it reads a number of four bytes instead, which is exchanged
 * for the payload when the message has come through. What the client drops on the way is forgotten after some more messages.
 */
final class ApartPayloads {

    /** Smaller ones are not worth it. */
    private static final int LEAST = 64;

    /** From this size on a payload waits for room. */
    private static final int LARGE = 64 * 1024;

    /** Of one that takes long the client must know that it comes, or it thinks that the broker is silent. */
    private static final int LONG = 16 * 1024;

    /** What is read of a payload that is too large. */
    private static final int BEGINNING = 64 * 1024;

    /** More than the client has on their way to its callback, which are ten in its queue and one on either side of it. */
    private static final int MOST_WAITING = 64;

    /** Bytes of a number. A payload of that size goes past too, since what the client shows with it is taken for one. */
    private static final int NUMBER = Integer.BYTES;

    private static final int PUBLISH = 3;
    private static final int MORE = 0x80;
    private static final int LENGTH_BYTES = 4;

    /** Bytes of a packet without its payload, mostly. */
    private static final int HEADER = 128;

    @SuppressWarnings("ArrayRecordComponent") // handed on to one reader
    private record Payload(byte[] bytes, int size) {}

    private final Map<Integer, Payload> payloads = new ConcurrentHashMap<>();
    private final Gate gate;
    private int last;
    private volatile boolean apart;

    ApartPayloads() {
        this(new Gate(Intake.UNBOUNDED, _ -> {}));
    }

    ApartPayloads(Gate gate) {
        this.gate = gate;
    }

    /** What a broker sends, without those payloads; read by one thread. */
    InputStream apart(InputStream in) {
        apart = true;
        return new Packets(in);
    }

    /** The message with its payload, where that was kept apart. */
    MqttMessage restore(MqttMessage message) {
        var shown = message.getPayload();
        if (apart && shown.length == NUMBER && message.getQos() < 2) {
            var payload = payloads.remove(ByteBuffer.wrap(shown).getInt());
            if (payload == null) {
                throw new IllegalStateException("no payload for message " + message.getId());
            }
            if (payload.bytes.length < payload.size) {
                return new CutMessage(message, payload.bytes, payload.size);
            }
            message.setPayload(payload.bytes);
        }
        return message;
    }

    /** Who handles messages has this one, and counts it itself. */
    void delivered(MqttMessage message) {
        var size = message.getPayload().length;
        if (apart && size >= LARGE && message.getQos() < 2) {
            gate.count(-size);
        }
    }

    /** Packet by packet: bytes to be shown first, and then so many as they come. */
    private final class Packets extends InputStream {

        private final InputStream in;
        private byte[] shown = new byte[0];
        private int position;
        private int left;
        private volatile boolean closed;

        private Packets(InputStream in) {
            this.in = in;
        }

        @Override
        public int available() throws IOException {
            return shown.length - position + in.available();
        }

        @Override
        public int read() throws IOException {
            if (!begun()) {
                return -1;
            }
            if (position < shown.length) {
                return shown[position++] & 0xff;
            }
            var read = in.read();
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!begun()) {
                return -1;
            }
            if (position < shown.length) {
                var number = Math.min(length, shown.length - position);
                System.arraycopy(shown, position, bytes, offset, number);
                position += number;
                return number;
            }
            var read = in.read(bytes, offset, Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        /** Whether there is something to be read, of the next packet where the last has been read; false at the end. */
        private boolean begun() throws IOException {
            if (position < shown.length || left > 0) {
                return true;
            }
            var head = in.read();
            if (head < 0) {
                return false;
            }
            var length = length();
            position = 0;
            if (length >= 2 && head >> 4 == PUBLISH && qos(head) < 2) {
                begin(head, length);
            } else {
                pass(head, length);
            }
            return true;
        }

        private static int qos(int head) {
            return (head >> 1) & 3;
        }

        /** The length of the rest of a packet. */
        private int length() throws IOException {
            var length = 0;
            for (var i = 0; i < LENGTH_BYTES; i++) {
                var next = exactly(1)[0];
                length |= (next & (MORE - 1)) << (7 * i);
                if ((next & MORE) == 0) {
                    return length;
                }
            }
            throw new IOException("the length of a packet has more than four bytes");
        }

        private void pass(int head, int length) {
            shown = header(head, length).toByteArray();
            left = length;
        }

        private void begin(int head, int length) throws IOException {
            var topicLength = Short.toUnsignedInt(ByteBuffer.wrap(exactly(2)).getShort());
            var number = qos(head) == 0 ? 0 : 2;
            var size = length - 2 - topicLength - number;
            var isApart = size == NUMBER || size >= LEAST;
            var before = isApart ? topicLength + number : 0;
            var packet = header(head, isApart ? 2 + before + NUMBER : length);
            packet.write(topicLength >> 8);
            packet.write(topicLength);
            var start = exactly(before);
            packet.writeBytes(start);
            if (isApart) {
                payloads.put(++last, payload(start, topicLength, size));
                payloads.remove(last - MOST_WAITING);
                packet.writeBytes(ByteBuffer.allocate(NUMBER).putInt(last).array());
            }
            shown = packet.toByteArray();
            left = isApart ? 0 : length - 2;
        }

        private Payload payload(byte[] start, int topicLength, int size) throws IOException {
            if (size < LARGE) {
                return new Payload(exactly(size), size);
            }
            gate.await(new String(start, 0, topicLength, StandardCharsets.UTF_8), size, () -> closed);
            var kept = size > gate.most() ? BEGINNING : size;
            var bytes = exactly(kept);
            for (var rest = size - kept; rest > 0; rest -= BEGINNING) {
                exactly(Math.min(rest, BEGINNING));
            }
            gate.count(kept);
            return new Payload(bytes, size);
        }

        /** So many bytes of a packet that has begun: the client's time-out is for the time between packets. */
        private byte[] exactly(int number) throws IOException {
            var bytes = new byte[number];
            for (var had = 0; had < number; ) {
                had += some(bytes, had);
            }
            return bytes;
        }

        private int some(byte[] bytes, int had) throws IOException {
            try {
                var read = in.read(bytes, had, bytes.length - had);
                if (read < 0) {
                    throw new EOFException("a packet ends before its length");
                }
                if (bytes.length >= LONG) {
                    gate.read(read);
                }
                return read;
            } catch (SocketTimeoutException _) {
                return 0; // the rest is on its way, or the connection will be closed
            }
        }

        /** The fixed header of a packet. */
        private static ByteArrayOutputStream header(int head, int length) {
            var bytes = new ByteArrayOutputStream(HEADER);
            bytes.write(head);
            var rest = length;
            for (; rest >= MORE; rest >>= 7) {
                bytes.write((rest & ~MORE) | MORE);
            }
            bytes.write(rest);
            return bytes;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            in.close();
        }
    }
}
