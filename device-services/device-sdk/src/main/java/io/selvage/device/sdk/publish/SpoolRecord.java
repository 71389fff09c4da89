package io.selvage.device.sdk.publish;

import io.selvage.bus.EnvelopeCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An event as it stands in the spool: the length of its topic in 2 bytes, the topic, and the envelope as EdgeX 4.x has it. */
final class SpoolRecord {

    private static final int BYTES_A_SEAT = 64 * 1024;

    private SpoolRecord() {}

    /** CONTRACT_INVALID where the event cannot be written. */
    static byte[] of(Outgoing event) {
        var topic = event.topic.getBytes(StandardCharsets.UTF_8);
        var envelope = EnvelopeCodec.V4.encode(event.envelope);
        return ByteBuffer.allocate(Short.BYTES + topic.length + envelope.length)
                .putShort((short) topic.length)
                .put(topic)
                .put(envelope)
                .array();
    }

    /** CONTRACT_INVALID where the bytes are no event. */
    static Outgoing read(byte[] content) {
        var bytes = ByteBuffer.wrap(content);
        var topic = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(topic);
        var envelope = new byte[bytes.remaining()];
        bytes.get(envelope);
        return new Outgoing(
                new String(topic, StandardCharsets.UTF_8),
                EnvelopeCodec.V4.decode(envelope),
                1 + content.length / BYTES_A_SEAT);
    }
}
