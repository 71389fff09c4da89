package io.selvage.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A box that reads 30 registers of each of 1,000 Modbus TCP slaves every second, all of them at once with 100 of them
 * silent, on the processors that it shares with the slaves.
 */
final class ModbusBenchmark {

    private static final int PORT = 15_020;
    private static final int SLAVES = 1_000;
    private static final int REGISTERS = 30;
    private static final int BATCH = 100;
    private static final int WARM_UP_SECONDS = 25;
    private static final int SECONDS = 40;

    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    ModbusBenchmark(PrintStream out) {
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        measure(0);
        measure(SLAVES / 10);
    }

    private void measure(int silent) throws IOException, InterruptedException {
        var slaves = startSlaves(silent);
        try (var answers = slaves.inputReader(StandardCharsets.UTF_8);
                var orders = new PrintStream(slaves.getOutputStream(), true, StandardCharsets.UTF_8);
                var box = MeasuredBox.start("--no-demo")) {
            next(answers);
            addDevices();
            box.rest(WARM_UP_SECONDS);
            var processor = box.processorSeconds();
            var events = events();
            orders.println("begin");
            box.rest(SECONDS);
            orders.println("end");
            var report = next(answers);
            out.printf(
                    Locale.ROOT,
                    "%d Modbus slaves, %d of them silent, for %d s: %s%n",
                    SLAVES,
                    silent,
                    SECONDS,
                    report);
            out.printf(
                    Locale.ROOT,
                    "  processor %.0f %%, resident %d MB, events stored a second %.0f%n",
                    100 * (box.processorSeconds() - processor) / SECONDS,
                    box.resident(),
                    (events() - events) / (double) SECONDS);
        } finally {
            slaves.destroy();
            slaves.waitFor();
        }
    }

    private static Process startSlaves(int silent) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModbusSlaves.class.getName(),
                        String.valueOf(PORT),
                        String.valueOf(SLAVES),
                        String.valueOf(silent))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String next(BufferedReader answers) throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("the slaves have ended");
        }
        return line;
    }

    private void addDevices() throws IOException, InterruptedException {
        post("/api/v3/deviceprofile", "[" + profile() + "]");
        for (var from = 0; from < SLAVES; from += BATCH) {
            post(
                    "/api/v3/device",
                    IntStream.range(from, from + BATCH)
                            .mapToObj(ModbusBenchmark::device)
                            .collect(Collectors.joining(",", "[", "]")));
        }
    }

    private static String profile() {
        var names = IntStream.range(0, REGISTERS).mapToObj(i -> "R" + i).toList();
        var resources = IntStream.range(0, REGISTERS)
                .mapToObj(i -> "{'name':'R" + i + "','properties':{'valueType':'Uint16','readWrite':'R'},'attributes':"
                        + "{'primaryTable':'HOLDING_REGISTERS','startingAddress':" + i + "}}")
                .collect(Collectors.joining(","));
        var operations =
                names.stream().map(name -> "{'deviceResource':'" + name + "'}").collect(Collectors.joining(","));
        return "{'apiVersion':'v3','profile':{'name':'Slave','deviceResources':[" + resources
                + "],'deviceCommands':[{'name':'All','readWrite':'R','resourceOperations':[" + operations + "]}]}}";
    }

    private static String device(int number) {
        return "{'apiVersion':'v3','device':{'name':'slave-" + number
                + "','adminState':'UNLOCKED','operatingState':'UP',"
                + "'serviceName':'device-modbus','profileName':'Slave','autoEvents':[{'interval':'1s','sourceName':"
                + "'All'}],'protocols':{'modbus-tcp':{'Address':'" + ModbusSlaves.address(number) + "','Port':" + PORT
                + ",'UnitID':1,'Timeout':'500ms','IdleTimeout':60}}}}";
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + MeasuredBox.port(59881) + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        var answer = http.send(request, BodyHandlers.ofString()).body();
        if (answer.replace(" ", "").contains("\"statusCode\":4") || answer.contains("\"statusCode\":5")) {
            throw new IOException(path + ": " + answer);
        }
    }

    private long events() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + MeasuredBox.port(59880) + "/api/v3/event/count"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString()).body();
        return Long.parseLong(answer.replaceAll(".*\"[cC]ount\":\\s*(\\d+).*", "$1"));
    }
}
