package io.selvage.device.modbus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A serial port without a wire: what is written to one end is read at the other. Of Linux. */
@SuppressWarnings("restricted") // the C library has them
final class PseudoTerminal implements AutoCloseable {

    private static final int READ_WRITE = 2;
    private static final int NO_CONTROLLING_TERMINAL = 0x100;
    private static final int MOST = 4096;

    private final Linker linker = Linker.nativeLinker();
    private final Arena arena = Arena.ofShared();
    private final int descriptor;
    private final String path;
    private final int held; // without a port that is open a terminal is at its end

    PseudoTerminal() {
        descriptor = integer("posix_openpt", READ_WRITE);
        if (descriptor < 0 || integer("grantpt", descriptor) != 0 || integer("unlockpt", descriptor) != 0) {
            throw new IllegalStateException("no pseudo-terminal");
        }
        var name = arena.allocate(256);
        call("ptsname_r", JAVA_INT, descriptor, name, 256L);
        path = name.getString(0);
        held = (int) call("open", JAVA_INT, name, READ_WRITE | NO_CONTROLLING_TERMINAL);
    }

    /** Of the end that is opened as a serial port. */
    String path() {
        return path;
    }

    /** Waits for something that was written to the port; empty when both ends are closed. */
    byte[] read() {
        var buffer = arena.allocate(MOST);
        var count = (long) call("read", JAVA_LONG, descriptor, buffer, (long) MOST);
        return count <= 0 ? new byte[0] : buffer.asSlice(0, count).toArray(JAVA_BYTE);
    }

    void write(byte[] bytes) {
        call("write", JAVA_LONG, descriptor, arena.allocateFrom(JAVA_BYTE, bytes), (long) bytes.length);
    }

    @Override
    public void close() {
        integer("close", held);
        integer("close", descriptor);
    }

    private int integer(String function, int argument) {
        return (int) call(function, JAVA_INT, argument);
    }

    private Object call(String function, MemoryLayout result, Object... arguments) {
        var layouts = Arrays.stream(arguments)
                .map(argument -> switch (argument) {
                    case Integer _ -> JAVA_INT;
                    case Long _ -> JAVA_LONG;
                    case MemorySegment _ -> ADDRESS;
                    default -> throw new IllegalArgumentException(argument.toString());
                })
                .toArray(MemoryLayout[]::new);
        var symbol = linker.defaultLookup().findOrThrow(function);
        try {
            return linker.downcallHandle(symbol, FunctionDescriptor.of(result, layouts))
                    .invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(function, e);
        }
    }
}
