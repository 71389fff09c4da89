package io.selvage.box;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the user sees: lines, and on a real terminal one line that is written again in place. */
final class Terminal {

    private static final String BACK_AND_CLEAR = "\r\033[2K";

    private final PrintStream out;
    private final boolean live;
    private boolean lineOpen;

    private Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** The process's standard output. */
    @SuppressWarnings("SystemConsoleNull") // it is null here where output is no terminal
    static Terminal standard() {
        var console = System.console();
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                console != null && console.isTerminal());
    }

    /** Whether a line can be written again in place. */
    boolean isLive() {
        return live;
    }

    /** Writes lines of their own. */
    synchronized void print(String text) {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
        out.println(text);
        out.flush();
    }

    /** Writes the line that changes. */
    synchronized void show(String line) {
        if (live) {
            out.print(BACK_AND_CLEAR + line);
            out.flush();
            lineOpen = true;
        } else {
            print(line);
        }
    }
}
