package io.selvage.data.retention;

import io.selvage.data.archive.Sources;
import io.selvage.data.archive.Sources.Source;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what need not be kept any more. The texts of the log are those that EdgeX's own tests look for. */
final class Retainer {

    private static final Logger LOG = LoggerFactory.getLogger(Retainer.class);

    private final Sources sources;
    private final Policy defaults;

    Retainer(Sources sources, Policy defaults) {
        this.sources = sources;
        this.defaults = defaults;
    }

    /**
     * Applies the policies to the sources that have one, and the default to all others; returns how many events went.
     *
     * @param now ns since the epoch
     */
    long apply(Map<Source, Policy> policies, long now) throws InterruptedException {
        var deleted = 0L;
        for (var source : sources.all()) {
            var bound = bound(source, policies.getOrDefault(source, defaults), now);
            if (bound.isPresent()) {
                deleted += sources.deleteUpTo(source, bound.getAsLong());
            }
        }
        return deleted;
    }

    /** The time of the youngest event of the source that goes; empty where none does. */
    private OptionalLong bound(Source source, Policy policy, long now) {
        if (policy.maxCap() > 0 && sources.count(source) < policy.maxCap()) {
            LOG.debug(
                    "Skip the event retention of source {} of device {}: it has fewer than {} events",
                    source.name(),
                    source.device(),
                    policy.maxCap());
            return OptionalLong.empty();
        }
        var nanos = policy.duration().toNanos();
        var upTo = nanos > 0 ? now - nanos : Long.MAX_VALUE;
        if (nanos > 0) {
            LOG.debug(
                    "purge events by duration {} of source {}, device {}",
                    policy.duration(),
                    source.name(),
                    source.device());
        } else {
            LOG.debug("purge events by number of source {}, device {}", source.name(), source.device());
        }
        var bound = sources.originOf(source, upTo, Math.max(0, policy.minCap()));
        if (bound.isEmpty()) {
            LOG.debug(
                    "Skip the event retention of source {} of device {}: it has {} events to lose or fewer",
                    source.name(),
                    source.device(),
                    policy.minCap());
        }
        return bound;
    }
}
