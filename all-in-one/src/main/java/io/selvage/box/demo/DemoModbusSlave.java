package io.selvage.box.demo;

import com.ghgande.j2mod.modbus.ModbusException;
import com.ghgande.j2mod.modbus.procimg.DigitalIn;
import com.ghgande.j2mod.modbus.procimg.InputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalIn;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalOut;
import com.ghgande.j2mod.modbus.procimg.SimpleInputRegister;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A Modbus TCP server on the loopback address that plays the oven of device-modbus's demo: unit 1, with the addresses
 * of the profile {@code Demo-Modbus-Oven}. It does nothing while nobody asks.
 */
public final class DemoModbusSlave implements AutoCloseable {

    /** The port that the demo's device file names. */
    public static final int DEFAULT_PORT = 1502;

    private static final String DEVICE_FILE = "device-modbus/devices/demo-modbus-device.yaml";
    private static final int UNIT = 1;
    private static final int MOST_CONNECTIONS = 3;

    private final ModbusSlave slave;
    private final int port;

    private DemoModbusSlave(ModbusSlave slave, int port) {
        this.slave = slave;
        this.port = port;
    }

    /** Starts the server; SERVER_ERROR where the port is taken. */
    public static DemoModbusSlave start(int port) {
        return start(port, InstantSource.system());
    }

    static DemoModbusSlave start(int port, InstantSource clock) {
        try {
            var slave =
                    ModbusSlaveFactory.createTCPSlave(InetAddress.getLoopbackAddress(), port, MOST_CONNECTIONS, false);
            slave.addProcessImage(UNIT, new OvenRegisters(new Oven(clock)));
            slave.open();
            var failure = slave.getError();
            if (failure != null) {
                ModbusSlaveFactory.close(slave);
                throw failed(port, failure, null);
            }
            return new DemoModbusSlave(slave, port);
        } catch (ModbusException e) {
            throw failed(port, String.valueOf(e.getMessage()), e);
        }
    }

    public int port() {
        return port;
    }

    /**
     * Writes the demo's device file with this server's port into the folder, for {@code Device.DevicesDir}.
     *
     * @return the folder
     */
    public Path provision(Path folder) {
        try (var file = DemoModbusSlave.class.getClassLoader().getResourceAsStream(DEVICE_FILE)) {
            if (file == null) {
                throw new IllegalStateException(DEVICE_FILE + " is not on the classpath");
            }
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("demo-modbus-device.yaml"), text.replace("Port: " + DEFAULT_PORT, "Port: " + port));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the port. */
    @Override
    public void close() {
        ModbusSlaveFactory.close(slave);
    }

    private static EdgeException failed(int port, String reason, @Nullable Exception cause) {
        return new EdgeException(
                ErrorKind.SERVER_ERROR, "the demo's Modbus slave cannot listen on port " + port + ": " + reason, cause);
    }

    /** The tables of the oven; what is measured is measured when it is read. */
    private static final class OvenRegisters extends SimpleProcessImage {

        private final Oven oven;

        OvenRegisters(Oven oven) {
            this.oven = oven;
            for (var i = 0; i < 3; i++) {
                addInputRegister(new SimpleInputRegister(0));
            }
            addDigitalIn(new SimpleDigitalIn(false));
            addDigitalOut(new SimpleDigitalOut(true));
            addRegister(new SimpleRegister(1800));
        }

        @Override
        public synchronized InputRegister[] getInputRegisterRange(int offset, int count) {
            measure();
            return super.getInputRegisterRange(offset, count);
        }

        @Override
        public synchronized DigitalIn[] getDigitalInRange(int offset, int count) {
            measure();
            return super.getDigitalInRange(offset, count);
        }

        private void measure() {
            var state = oven.after(getDigitalOut(0).isSet(), getRegister(0).getValue() / 10.0);
            var bits = Float.floatToIntBits(state.temperature());
            setInputRegister(0, new SimpleInputRegister(bits >>> 16));
            setInputRegister(1, new SimpleInputRegister(bits & 0xFFFF));
            setInputRegister(2, new SimpleInputRegister(state.pressure()));
            setDigitalIn(0, new SimpleDigitalIn(state.ready()));
        }
    }
}
