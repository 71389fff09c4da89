package io.selvage.device.modbus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Units on a serial line with 200 registers each, which are all zero at first. Some do not answer. Frames are taken as
 * they come, so a line with two requests at once would show.
 */
final class SerialSlaves implements AutoCloseable {

    private final PseudoTerminal terminal = new PseudoTerminal();
    private final Framing framing;
    private final List<Integer> units = new CopyOnWriteArrayList<>();
    private final byte[] registers = new byte[400];
    private final AtomicInteger requests = new AtomicInteger();

    SerialSlaves(Framing framing, Integer... units) {
        this.framing = framing;
        this.units.addAll(List.of(units));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    String path() {
        return terminal.path();
    }

    /** All that were asked, answered or not. */
    int requests() {
        return requests.get();
    }

    void answerAlso(int unit) {
        units.add(unit);
    }

    private void serve() {
        var received = new ByteArrayOutputStream();
        for (var some = terminal.read(); some.length > 0; some = terminal.read()) {
            received.writeBytes(some);
            var frame = received.toByteArray();
            if (complete(frame)) {
                received.reset();
                requests.incrementAndGet();
                answer(framing == Framing.RTU ? frame : binary(frame));
            }
        }
    }

    private boolean complete(byte[] frame) {
        if (framing == Framing.ASCII) {
            return frame[frame.length - 1] == '\n';
        }
        return frame.length >= 8 && (frame[1] != 16 || frame.length >= 9 + frame[6]);
    }

    private static byte[] binary(byte[] line) {
        return HexFormat.of().parseHex(new String(line, 1, line.length - 3, StandardCharsets.US_ASCII));
    }

    private void answer(byte[] request) {
        var unit = request[0] & 0xFF;
        if (!units.contains(unit)) {
            return;
        }
        var start = word(request, 2) * 2;
        switch (request[1]) {
            case 3, 4 -> {
                var bytes = word(request, 4) * 2;
                var pdu = new byte[2 + bytes];
                pdu[0] = request[1];
                pdu[1] = (byte) bytes;
                System.arraycopy(registers, start, pdu, 2, bytes);
                send(unit, pdu);
            }
            case 6 -> {
                System.arraycopy(request, 4, registers, start, 2);
                send(unit, Arrays.copyOfRange(request, 1, 6));
            }
            case 16 -> {
                System.arraycopy(request, 7, registers, start, request[6]);
                send(unit, Arrays.copyOfRange(request, 1, 6));
            }
            default -> send(unit, new byte[] {(byte) (request[1] | 0x80), 1});
        }
    }

    /** In two pieces, as they come from a slow line. */
    private void send(int unit, byte[] pdu) {
        var frame = framing.frame(unit, pdu);
        terminal.write(Arrays.copyOf(frame, 3));
        terminal.write(Arrays.copyOfRange(frame, 3, frame.length));
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    @Override
    public void close() {
        terminal.close();
    }
}
