package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which threads SQLite works, and what callers see of that. */
class SqliteThreadsTest {

    private final Database database;

    SqliteThreadsTest(@TempDir Path directory) {
        database = Database.open(Databases.file(directory), new Migrations(getClass(), "none", List.of()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static <T> T onVirtualThread(Supplier<T> call) {
        try {
            return CompletableFuture.supplyAsync(call, Thread::startVirtualThread)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Test
    void noVirtualThreadIsHeldInNativeCode() {
        var reader = onVirtualThread(() -> database.read(_ -> Thread.currentThread()));
        var writer = onVirtualThread(() -> database.write(_ -> Thread.currentThread()));

        assertThat(List.of(reader, writer)).noneMatch(Thread::isVirtual);
    }

    @Test
    void aPlatformThreadDoesItsWorkItself() {
        Thread worker = database.read(_ -> Thread.currentThread());

        assertThat(worker).isSameAs(Thread.currentThread());
    }

    @Test
    void theCallerSeesTheFailureItself() {
        var failure = new EdgeException(ErrorKind.STATUS_CONFLICT, "in use");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> onVirtualThread(() -> database.write(_ -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void aTransactionInsideATransactionIsRefusedAtOnce() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> onVirtualThread(() -> database.write(_ -> database.write(_ -> true))));
    }

    @Test
    void afterCloseNothingIsReadOrWritten() {
        database.close();

        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> database.read(_ -> true));
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> onVirtualThread(() -> database.write(_ -> true)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
    }
}
