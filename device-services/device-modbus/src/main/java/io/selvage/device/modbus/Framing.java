package io.selvage.device.modbus;

import com.digitalpetri.modbus.Crc16;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How a request and its answer stand on a serial line, around their PDU (function code and data). */
enum Framing {

    /** Binary, between silences, with a CRC. */
    RTU(8) {

        @Override
        byte[] frame(int unit, byte[] pdu) {
            var frame = Arrays.copyOf(body(unit, pdu), pdu.length + 3);
            var crc = crc(frame, 0, pdu.length + 1);
            frame[pdu.length + 1] = (byte) crc;
            frame[pdu.length + 2] = (byte) (crc >> 8);
            return frame;
        }

        // every beginning is looked at: noise may precede an answer, or the late one to an earlier request
        @Override
        byte @Nullable [] answer(int unit, byte[] request, byte[] received) {
            for (var from = 0; from + 2 < received.length; from++) {
                var pdu = Arrays.copyOfRange(received, from + 1, received.length);
                var length = answerLength(request, pdu);
                var crcAt = from + 1 + length;
                if (received[from] == (byte) unit && length > 0 && crcAt + 2 <= received.length) {
                    var crc = (received[crcAt] & 0xFF) | (received[crcAt + 1] & 0xFF) << 8;
                    if (crc == crc(received, from, length + 1)) {
                        return Arrays.copyOf(pdu, length);
                    }
                }
            }
            return null;
        }
    },

    /** Hexadecimal digits between a colon and the end of the line, with an LRC. */
    ASCII(7) {

        @Override
        byte[] frame(int unit, byte[] pdu) {
            var frame = Arrays.copyOf(body(unit, pdu), pdu.length + 2);
            frame[pdu.length + 1] = (byte) -sum(frame);
            var text = ":" + HexFormat.of().withUpperCase().formatHex(frame) + "\r\n";
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        byte @Nullable [] answer(int unit, byte[] request, byte[] received) {
            var text = new String(received, StandardCharsets.US_ASCII);
            for (var from = text.indexOf(':'); from >= 0; from = text.indexOf(':', from + 1)) {
                var to = text.indexOf("\r\n", from);
                if (to > 0 && text.substring(from + 1, to).matches("([0-9A-Fa-f]{2}){4,}")) {
                    var frame = HexFormat.of().parseHex(text, from + 1, to);
                    var pdu = Arrays.copyOfRange(frame, 1, frame.length - 1);
                    if (frame[0] == (byte) unit && sum(frame) == 0 && answerLength(request, pdu) == pdu.length) {
                        return pdu;
                    }
                }
            }
            return null;
        }
    };

    private static final int EXCEPTION = 0x80;

    private final int fewestDataBits;

    Framing(int fewestDataBits) {
        this.fewestDataBits = fewestDataBits;
    }

    /** The bits of a character that its frames need. */
    int fewestDataBits() {
        return fewestDataBits;
    }

    /** The bytes on the line. */
    abstract byte[] frame(int unit, byte[] pdu);

    /** The PDU of the unit's whole and valid answer to the request among what was received; null while there is none. */
    abstract byte @Nullable [] answer(int unit, byte[] request, byte[] received);

    /** The length of the answer that the bytes begin; 0 where they cannot be one to the request. */
    private static int answerLength(byte[] request, byte[] pdu) {
        var function = request[0];
        if (pdu[0] == (byte) (function | EXCEPTION)) {
            return 2;
        }
        if (pdu[0] != function) {
            return 0;
        }
        var count = (request[3] & 0xFF) << 8 | (request[4] & 0xFF);
        return switch (function) {
            case 1, 2 -> readLength(pdu, (count + 7) / 8);
            case 3, 4 -> readLength(pdu, count * 2);
            default -> 5; // writes are answered with the address and the value or the count
        };
    }

    private static int readLength(byte[] pdu, int bytes) {
        return pdu.length > 1 && (pdu[1] & 0xFF) == bytes ? bytes + 2 : 0;
    }

    private static byte[] body(int unit, byte[] pdu) {
        var body = new byte[pdu.length + 1];
        body[0] = (byte) unit;
        System.arraycopy(pdu, 0, body, 1, pdu.length);
        return body;
    }

    private static int crc(byte[] bytes, int from, int length) {
        var crc = new Crc16();
        for (var i = from; i < from + length; i++) {
            crc.update(bytes[i]);
        }
        return crc.getValue();
    }

    private static byte sum(byte[] bytes) {
        var sum = 0;
        for (var one : bytes) {
            sum += one;
        }
        return (byte) sum;
    }
}
