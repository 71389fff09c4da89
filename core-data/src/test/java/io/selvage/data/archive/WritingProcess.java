package io.selvage.data.archive;

import io.selvage.store.Database;
import io.selvage.store.Databases;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Adds events as fast as it can and says the id of each that is stored, until it is killed. */
final class WritingProcess {

    private WritingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
        var archive = new Archive(Database.open(Databases.file(Path.of(args[0])), Archive.migrations()));
        var inFlight = new Semaphore(100);
        for (var number = 0; ; number++) {
            var event = TestEvents.level("d" + number % 50, number, number);
            inFlight.acquire();
            var _ = archive.add(event).whenComplete((_, failure) -> {
                inFlight.release();
                out.println(failure == null ? event.id() : "failed " + failure);
            });
        }
    }
}
