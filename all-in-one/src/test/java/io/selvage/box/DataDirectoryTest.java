package io.selvage.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How other commands find the box of a data directory. */
class DataDirectoryTest {

    private static final ProcessHandle SELF = ProcessHandle.current();

    @TempDir
    Path root;

    @Test
    void aRunningBoxIsFoundUntilItCloses() {
        var directory = new DataDirectory(root);
        directory.take();
        directory.announce(new Properties());

        assertThat(new DataDirectory(root).runningProcess()).contains(SELF);

        directory.close();
        assertThat(new DataDirectory(root).runningProcess()).isEmpty();
    }

    @Test
    void aProcessThatHasTheIdOfAKilledBoxIsNoBox() throws IOException {
        Files.createDirectories(root.resolve("run"));
        Files.writeString(root.resolve("run/box.properties"), "pid=" + SELF.pid() + "\ncommand=0\n");

        assertThat(new DataDirectory(root).runningProcess()).isEmpty();
    }
}
