package io.selvage.box;

import io.selvage.box.demo.DemoModbusSlave;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.error.EdgeException;
import io.selvage.data.DataApplication;
import io.selvage.data.archive.Selection;
import io.selvage.data.event.Events;
import io.selvage.metadata.MetadataApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Runs a box in this process until it is told to stop. */
final class Up {

    private static final Duration LIVE = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMinutes(10); // where the output is a file, which nobody rolls

    private final BoxOptions options;
    private final Terminal terminal;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    Up(BoxOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    void run() {
        var directory = new DataDirectory(options.data());
        directory.take();
        logTo(options.in("log/selvage.log"));
        var settings = new UserSettings(options);
        settings.check();
        settings.idleFiles().forEach(terminal::print);
        checkPorts();
        var box = new RunningBox(options);
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStop, "stop"));
        try (directory;
                box) {
            box.start();
            directory.announce(facts(box));
            terminal.print(StatusText.table(box.urls(), options));
            watch(box);
        } finally {
            stopped.countDown();
        }
    }

    /** Once for all services; Spring Boot would set logging up again for each. */
    private static void logTo(Path file) {
        System.setProperty("selvage.log", file.toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        java.util.logging.Logger.getLogger("").setLevel(Level.WARNING);
    }

    private void awaitStop() {
        stopping.countDown();
        try {
            if (!stopped.await(10, TimeUnit.SECONDS)) {
                terminal.print("selvage: not everything stopped in 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkPorts() {
        var ports = new LinkedHashMap<String, Integer>(); // what is no number is told before any is tried
        for (var service : BoxPlan.servicesOf(options)) {
            var port = options.settingsOf(service.key()).get("Service.Port");
            ports.put(service.key(), port == null ? options.port(service.defaultPort()) : number(port, service.key()));
        }
        ports.forEach((service, port) -> check(port, service));
        check(options.port(BoxPlan.BROKER_PORT), "the MQTT broker");
        if (options.demo()) {
            check(options.port(DemoModbusSlave.DEFAULT_PORT), "the demo's Modbus slave");
        }
    }

    private static int number(String port, String service) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new BoxFailure("--set " + service + ".Service.Port needs a number, not '" + port + "'", e);
        }
    }

    private void check(int port, String owner) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(options.listen()), port));
        } catch (UnknownHostException e) {
            throw new BoxFailure("--listen " + options.listen() + " is no address of this machine", e);
        } catch (IOException e) {
            throw new BoxFailure(
                    "port " + port + " on " + options.listen() + ", which " + owner + " needs, cannot be opened ("
                            + e.getMessage() + "): stop what uses it, or move all ports with --port-offset N",
                    e);
        }
    }

    private static Properties facts(RunningBox box) {
        var facts = new Properties();
        box.urls().forEach((service, url) -> facts.setProperty("url." + service, url));
        return facts;
    }

    private void watch(RunningBox box) {
        var events = box.bean(DataApplication.class, Events.class);
        var devices = box.bean(MetadataApplication.class, DeviceApi.class);
        var started = Instant.now();
        var every = terminal.isLive() || options.training() ? LIVE : QUIET;
        var before = -1L;
        try {
            do {
                try {
                    var now = events.count(Selection.all());
                    terminal.show(StatusText.line(new StatusText.Figures(
                            now,
                            before < 0 ? 0 : (double) (now - before) / every.toSeconds(),
                            devices.all("0", "0", null, null, null).totalCount(),
                            Duration.between(started, Instant.now()),
                            Memory.residentMegabytes())));
                    if (options.training() && before >= 0 && now > before) {
                        return;
                    }
                    before = now;
                } catch (EdgeException e) {
                    terminal.show("events cannot be counted now: " + e.text());
                }
            } while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.print("stopping");
    }
}
