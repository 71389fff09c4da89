package io.selvage.bus;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the message at which the other side ends each connection, since it is larger than it takes: MQTT 3.1.1 has no answer
 * that says so. A broker that goes up and down ends connections too, but not each one at once with the same large message
 * under way and without an answer to any. Guarded by the lock of its {@link Outgoing}.
 *
 * @param <S> a message
 */
final class Suspicion<S extends Suspicion.Sent> {

    /** Any broker takes so much. */
    static final int SUSPICIOUS = 64 * 1024;

    /** Connections that end before the message is sent alone, and after. */
    static final int TOGETHER = 3;

    static final int ALONE = 3;

    /** A connection that ends for a message ends soon after it was sent: its first bytes tell its size. */
    private static final long SOON = Duration.ofSeconds(5).toNanos();

    /** A message that may have been handed to a connection. */
    interface Sent {

        int size();

        /** Whether it was handed to the connection that there is. */
        boolean isHanded();

        /** When it was handed over last, by {@code nanoTime}. */
        long handedAt();
    }

    private @Nullable S suspect;
    private int ends;
    private boolean answered;

    /** There is a new connection. */
    void up() {
        answered = false;
    }

    /** The one that is to be sent alone; null where all may be sent. */
    @Nullable
    S alone() {
        return ends >= TOGETHER ? suspect : null;
    }

    /** The other side has answered a message: it takes what it got so far. */
    void answered() {
        answered = true;
        suspect = null;
        ends = 0;
    }

    /** The connection has ended with these messages not answered; gives the one that will not be sent again. */
    @Nullable
    S ended(Stream<S> unanswered) {
        var largest = unanswered
                .filter(sent -> sent.isHanded() && sent.size() > SUSPICIOUS)
                .max(Comparator.comparingInt(Sent::size))
                .orElse(null);
        if (answered || largest == null || System.nanoTime() - largest.handedAt() > SOON) {
            suspect = null;
            ends = 0;
            return null;
        }
        ends = largest.equals(suspect) ? ends + 1 : 1;
        suspect = largest;
        if (ends < TOGETHER + ALONE) {
            return null;
        }
        suspect = null;
        ends = 0;
        return largest;
    }
}
