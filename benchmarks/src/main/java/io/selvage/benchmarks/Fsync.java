package io.selvage.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to make 4 KiB durable: what every durable figure stands on. */
final class Fsync {

    private Fsync() {}

    /** Median and 99th percentile in ms of 500 writes into the directory. */
    static double[] measure(Path directory) throws IOException {
        var times = new double[500];
        var file = directory.resolve("fsync.tmp");
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            var block = ByteBuffer.allocateDirect(4096);
            for (var i = 0; i < times.length; i++) {
                var start = System.nanoTime();
                channel.write(block.clear(), i * 4096L);
                channel.force(false);
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return new double[] {times[times.length / 2], times[times.length * 99 / 100]};
    }
}
