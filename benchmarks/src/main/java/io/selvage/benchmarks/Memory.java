package io.selvage.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a JVM takes of the memory. */
final class Memory {

    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured) .*used ([0-9]+)K");

    private Memory() {}

    /** Resident memory in MB. */
    static long resident(ProcessHandle process) throws IOException {
        return status(process, "VmRSS:");
    }

    /** MB of a process, of what it shares with others its part. */
    static double proportional(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /** The most that was ever resident, in MB. */
    static long peak(ProcessHandle process) throws IOException {
        return status(process, "VmHWM:");
    }

    private static long status(ProcessHandle process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                >> 10;
    }

    /** Has the JVM collect its garbage. */
    static void collect(ProcessHandle process) throws IOException, InterruptedException {
        jcmd(process, "GC.run");
    }

    /** MB of the heap in use after a collection, of a serial collector. */
    static double heapAfterGc(ProcessHandle process) throws IOException, InterruptedException {
        collect(process);
        var used = 0L;
        for (var line : jcmd(process, "GC.heap_info").lines().toList()) {
            var match = USED.matcher(line);
            if (match.find()) {
                used += Long.parseLong(match.group(1));
            }
        }
        if (used == 0) {
            throw new IOException("the heap is not one of the serial collector");
        }
        return used / 1024.0;
    }

    private static String jcmd(ProcessHandle process, String command) throws IOException, InterruptedException {
        var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var jcmd = new ProcessBuilder(program, String.valueOf(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }
}
