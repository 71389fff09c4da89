package io.selvage.service.telemetry;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code Writable.Telemetry}.
 *
 * @param interval Go duration between two reports; 0 for none
 * @param metrics whether metrics are reported whose names begin so
 * @param tags of all metrics of the service
 */
public record TelemetryInfo(
        @DefaultValue("30s") String interval,
        @DefaultValue Map<String, Boolean> metrics,
        @DefaultValue Map<String, String> tags) {

    /**
     * Under which name a metric is to be reported, if at all: the longest key that the metric's name begins with decides.
     * Letter case counts not, since a key in the environment has none.
     */
    Optional<String> reportedName(String metric) {
        return metrics.entrySet().stream()
                .filter(entry -> !entry.getKey().isBlank() && begins(metric, entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .filter(Map.Entry::getValue)
                .map(entry -> metric.substring(0, entry.getKey().length()));
    }

    private static boolean begins(String metric, String key) {
        return metric.toLowerCase(Locale.ROOT).startsWith(key.toLowerCase(Locale.ROOT));
    }
}
