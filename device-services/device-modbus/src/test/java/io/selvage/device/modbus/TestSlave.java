package io.selvage.device.modbus;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.Register;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalIn;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalOut;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A Modbus server with the units 1 and 2, which hold the same 200 addresses in each table. */
final class TestSlave implements AutoCloseable {

    static final int ADDRESSES = 200;

    private final int port;
    private final Image image = new Image();
    private @Nullable ModbusSlave slave;

    private TestSlave(int port) {
        this.port = port;
    }

    static TestSlave started() {
        return onPort(freePort()).start();
    }

    static TestSlave onPort(int port) {
        return new TestSlave(port);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    TestSlave start() {
        try {
            var started = ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, 5, false);
            started.addProcessImage(1, image);
            started.addProcessImage(2, image);
            started.open();
            slave = started;
            return this;
        } catch (ModbusException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        var running = slave;
        if (running != null) {
            slave = null;
            ModbusSlaveFactory.close(running);
        }
    }

    int port() {
        return port;
    }

    /** Sets holding and input registers alike. */
    void registers(int address, int... values) {
        for (var i = 0; i < values.length; i++) {
            image.setRegister(address + i, new SimpleRegister(values[i]));
            image.setInputRegister(address + i, new SimpleInputRegister(values[i]));
        }
    }

    int register(int address) {
        return image.getRegister(address).getValue();
    }

    /** Sets coils and discrete inputs alike. */
    void bit(int address, boolean value) {
        image.setDigitalOut(address, new SimpleDigitalOut(value));
        image.setDigitalIn(address, new SimpleDigitalIn(value));
    }

    boolean coil(int address) {
        return image.getDigitalOut(address).isSet();
    }

    /** The reads of registers so far, as {@code start+count}. */
    List<String> reads() {
        return image.reads;
    }

    @Override
    public void close() {
        stop();
    }

    private static final class Image extends SimpleProcessImage {

        private final List<String> reads = new CopyOnWriteArrayList<>();

        Image() {
            for (var i = 0; i < ADDRESSES; i++) {
                addRegister(new SimpleRegister(0));
                addInputRegister(new SimpleInputRegister(0));
                addDigitalOut(new SimpleDigitalOut(false));
                addDigitalIn(new SimpleDigitalIn(false));
            }
        }

        @Override
        public Register[] getRegisterRange(int offset, int count) {
            reads.add(offset + "+" + count);
            return super.getRegisterRange(offset, count);
        }

        @Override
        public InputRegister[] getInputRegisterRange(int offset, int count) {
            reads.add(offset + "+" + count);
            return super.getInputRegisterRange(offset, count);
        }
    }
}
