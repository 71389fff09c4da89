package io.selvage.service;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.function.LongConsumer;

/** A request's body that tells, as it is read, how many bytes it has so far. */
final class CountedInput extends ServletInputStream {

    private final ServletInputStream body;
    private final LongConsumer soFar;
    private long count;

    /**
     * Wraps the body.
     *
     * @param soFar may throw to end the reading
     */
    CountedInput(ServletInputStream body, LongConsumer soFar) {
        this.body = body;
        this.soFar = soFar;
    }

    @Override
    public int read() throws IOException {
        var one = body.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = body.read(into, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        if (read > 0) {
            count += read;
            soFar.accept(count);
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
