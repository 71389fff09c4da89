package io.selvage.box;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** How a box's state reads. */
final class StatusText {

    /** What the live line tells. */
    record Figures(long stored, double perSecond, long devices, Duration uptime, long megabytes) {}

    private StatusText() {}

    /** One row a service: name, URL, state. */
    static String table(Map<String, String> urls, BoxOptions options) {
        var text = new StringBuilder();
        row(text, "SERVICE", "URL", "STATE");
        urls.forEach((service, url) -> row(text, service, url + "/api/v3", "up"));
        row(
                text,
                "mqtt broker",
                "tcp://" + (options.listen().equals(BoxOptions.DEFAULT_LISTEN) ? "localhost" : options.listen()) + ":"
                        + (BoxPlan.BROKER_PORT + options.portOffset()),
                "up");
        text.append("data in ").append(options.data()).append("; API pages at each service's /swagger-ui.html");
        return text.toString();
    }

    static void row(StringBuilder text, String service, String url, String state) {
        text.append(String.format(Locale.ROOT, "%-22s %-36s %s%n", service, url, state));
    }

    /** The live line. */
    static String line(Figures figures) {
        var seconds = figures.uptime().toSeconds();
        return String.format(
                Locale.ROOT,
                "events stored %,d   %.1f/s   devices %d   up %d:%02d:%02d   memory %d MB",
                figures.stored(),
                figures.perSecond(),
                figures.devices(),
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                figures.megabytes());
    }
}
