package io.selvage.data.query;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets only some requests of a costly kind be answered at once, so that others have the rest of the machine. */
public final class Turns {

    private final Semaphore free;
    private final Duration patience;
    private final String what;

    /**
     * Turns for so many at once.
     *
     * @param patience how long the next one waits
     * @param what they do, for whom waits too long
     */
    public Turns(int most, Duration patience, String what) {
        this.free = new Semaphore(most, true);
        this.patience = patience;
        this.what = what;
    }

    /** Does the work in its turn; SERVICE_UNAVAILABLE where that does not come in time. */
    public <T> T take(Supplier<T> work) {
        acquire();
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private void acquire() {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "too many " + what + " at once, maybe later");
    }
}
