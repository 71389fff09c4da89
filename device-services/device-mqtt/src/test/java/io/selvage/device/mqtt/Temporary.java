package io.selvage.device.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of brokers that must be there before a test class begins. */
final class Temporary {

    private Temporary() {}

    static Path directory() {
        try {
            return Files.createTempDirectory("devices-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
