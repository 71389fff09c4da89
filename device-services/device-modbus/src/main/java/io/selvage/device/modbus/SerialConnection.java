package io.selvage.device.modbus;

import com.digitalpetri.modbus.ModbusPduSerializer.DefaultRequestSerializer;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * An open serial port. It is asked for what has come, every millisecond or two: a read that waits in native code would
 * hold one of the few threads that carry all virtual ones.
 */
final class SerialConnection implements Connection {

    private static final int LONGEST_FRAME = 600;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final SerialLink link;
    private final SerialPort port;

    private SerialConnection(SerialLink link, SerialPort port) {
        this.link = link;
        this.port = port;
    }

    static Connection open(SerialLink link) throws IOException {
        var port = portOf(link);
        var parity = switch (link.parity()) {
            case 'O' -> SerialPort.ODD_PARITY;
            case 'E' -> SerialPort.EVEN_PARITY;
            default -> SerialPort.NO_PARITY;
        };
        var stopBits = link.stopBits() == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS;
        port.setComPortParameters(link.baudRate(), link.dataBits(), stopBits, parity);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        if (!port.openPort()) {
            throw new IOException("serial port " + link.port() + " cannot be opened (error " + port.getLastErrorCode()
                    + "): is it in use, or has this user no right to it?");
        }
        return new SerialConnection(link, port);
    }

    private static SerialPort portOf(SerialLink link) throws IOException {
        try {
            return SerialPort.getCommPort(link.port());
        } catch (SerialPortInvalidPortException e) {
            var ports = Arrays.stream(SerialPort.getCommPorts())
                    .map(port -> port.getSystemPortPath() + " (" + port.getDescriptivePortName() + ")")
                    .toList();
            throw new IOException("serial port " + link.port() + " is not there, only " + ports, e);
        }
    }

    @Override
    public boolean isOpen() {
        return port.isOpen();
    }

    /** A port does not wear out, and to open it again would reset some devices. */
    @Override
    public boolean survivesSilence() {
        return true;
    }

    @Override
    public ModbusResponsePdu send(Unit unit, ModbusRequestPdu request)
            throws IOException, ModbusResponseException, InterruptedException {
        var pdu = pduOf(request);
        Pause.of(link.silence());
        forgetLateAnswers();
        var frame = link.framing().frame(unit.id(), pdu);
        if (port.writeBytes(frame, frame.length) != frame.length) {
            throw new IOException("serial port " + link.port() + " takes nothing");
        }
        return decoded(answer(unit, pdu));
    }

    private byte[] answer(Unit unit, byte[] request) throws IOException, InterruptedException {
        var end = System.nanoTime() + unit.timeout().toNanos();
        var received = new ByteArrayOutputStream();
        while (System.nanoTime() < end && received.size() < LONGEST_FRAME) {
            var some = waiting();
            if (some.length == 0) {
                Pause.of(BETWEEN_LOOKS);
                continue;
            }
            received.writeBytes(some);
            var answer = link.framing().answer(unit.id(), request, received.toByteArray());
            if (answer != null) {
                return answer;
            }
        }
        throw new SocketTimeoutException("no " + (received.size() == 0 ? "" : "valid ") + "answer in "
                + unit.timeout().toMillis() + "ms");
    }

    private void forgetLateAnswers() throws IOException {
        while (waiting().length > 0) {
            // what was not waited for is of no use any more
        }
    }

    private byte[] waiting() throws IOException {
        var available = port.bytesAvailable();
        var bytes = new byte[Math.max(0, available)];
        if (available < 0 || (available > 0 && port.readBytes(bytes, available) != available)) {
            throw new IOException("serial port " + link.port() + " is gone");
        }
        return bytes;
    }

    private static byte[] pduOf(ModbusRequestPdu request) throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST_FRAME);
        try {
            DefaultRequestSerializer.INSTANCE.encode(request, buffer);
        } catch (ModbusException e) {
            throw new IOException(e);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static ModbusResponsePdu decoded(byte[] pdu) throws IOException, ModbusResponseException {
        var function = pdu[0] & 0x7F;
        if (pdu[0] < 0) {
            throw new ModbusResponseException(function, pdu[1] & 0xFF);
        }
        try {
            return (ModbusResponsePdu) DefaultResponseSerializer.INSTANCE.decode(function, ByteBuffer.wrap(pdu));
        } catch (ModbusException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        port.closePort();
    }
}
