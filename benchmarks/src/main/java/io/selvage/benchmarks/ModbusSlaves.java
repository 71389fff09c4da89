package io.selvage.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process of Modbus TCP slaves, each with a loopback address of its own, which answer reads of holding registers and
 * note when they are asked: {@code ModbusSlaves PORT COUNT SILENT}. The first {@code SILENT} take connections and
 * requests but never answer. A line on its input begins a measurement, the next ends it and prints what was noted.
 */
public final class ModbusSlaves {

    private static final long INTERVAL = 1_000_000_000L;

    private final Selector selector = Selector.open();
    private final int silent;
    private final List<Slave> slaves = new ArrayList<>();
    private final AtomicReference<String> order = new AtomicReference<>("");

    private ModbusSlaves(int port, int count, int silent) throws IOException {
        this.silent = silent;
        for (var i = 0; i < count; i++) {
            var server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getByName(address(i)), port));
            server.configureBlocking(false);
            var slave = new Slave(i >= silent);
            slaves.add(slave);
            server.register(selector, SelectionKey.OP_ACCEPT, slave);
        }
    }

    /** The address of a slave, all of which are this machine's. */
    static String address(int slave) {
        return "127.1." + slave / 250 + "." + (1 + slave % 250);
    }

    public static void main(String[] args) throws IOException {
        var slaves = new ModbusSlaves(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Thread.ofPlatform().daemon().start(slaves::takeOrders);
        print("ready");
        slaves.serve();
    }

    private void takeOrders() {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                order.set(line);
                selector.wakeup();
            }
            Runtime.getRuntime().halt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() throws IOException {
        while (true) {
            selector.select(this::ready);
            switch (order.getAndSet("")) {
                case "begin" -> slaves.forEach(Slave::forget);
                case "end" -> report();
                default -> {}
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof Slave slave) {
                if (key.channel() instanceof ServerSocketChannel server) {
                    var connection = server.accept();
                    connection.configureBlocking(false);
                    connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    connection.register(selector, SelectionKey.OP_READ, slave);
                } else if (key.isReadable()) {
                    answer((SocketChannel) key.channel(), slave);
                }
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    /** One whole request at a time is what the box sends. */
    private void answer(SocketChannel channel, Slave slave) throws IOException {
        var request = ByteBuffer.allocate(260);
        if (channel.read(request) < 12) {
            channel.close();
            return;
        }
        slave.asked(System.nanoTime());
        if (!slave.answers) {
            return;
        }
        var registers = request.getShort(10);
        var answer = ByteBuffer.allocate(9 + registers * 2);
        answer.put(request.array(), 0, 4).putShort((short) (3 + registers * 2));
        answer.put(request.array(), 6, 2).put((byte) (registers * 2));
        for (var i = 0; i < registers; i++) {
            answer.putShort((short) (slave.times + i));
        }
        channel.write(answer.flip());
    }

    private void report() {
        var late = new ArrayList<Long>();
        var missed = 0L;
        var polls = 0L;
        for (var slave : slaves.subList(silent, slaves.size())) {
            polls += slave.count;
            missed += slave.noteLateness(late);
        }
        var sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
        print(String.format(
                Locale.ROOT,
                "polls %d, missed %d, lateness ms p50 %.1f p99 %.1f p99.9 %.1f max %.1f",
                polls,
                missed,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1)));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }

    /** The parent process reads it. */
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static final class Slave {

        private final boolean answers;
        private long[] asked = new long[64];
        private int count;
        private int times;

        Slave(boolean answers) {
            this.answers = answers;
        }

        void asked(long now) {
            if (count == asked.length) {
                asked = Arrays.copyOf(asked, count * 2);
            }
            asked[count++] = now;
            times++;
        }

        void forget() {
            count = 0;
        }

        /**
         * How much later than its rate each poll came, and how many did not come. The rate's phase is that of the poll
         * that came earliest for its turn.
         */
        long noteLateness(List<Long> late) {
            if (count == 0) {
                return 1;
            }
            var phase = Arrays.stream(asked, 0, count)
                    .map(time -> Math.floorMod(time - asked[0] + INTERVAL / 2, INTERVAL))
                    .min()
                    .orElseThrow();
            var missed = 0L;
            for (var i = 0; i < count; i++) {
                late.add(Math.floorMod(asked[i] - asked[0] + INTERVAL / 2 - phase, INTERVAL));
                missed += i == 0 ? 0 : Math.max(0, Math.round((asked[i] - asked[i - 1]) / (double) INTERVAL) - 1);
            }
            return missed;
        }
    }
}
