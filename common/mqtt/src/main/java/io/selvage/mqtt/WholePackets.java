package io.selvage.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The stream of a client that flushes after each packet; others' packets go in between. Its lock is held while the socket is
 * written to, as long as the socket is open: packets must not mix.
 */
final class WholePackets extends FilterOutputStream {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition whole = lock.newCondition();
    private boolean within;

    WholePackets(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            within = true;
            out.write(bytes, offset, length);
        } catch (IOException e) {
            broken();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            within = false;
            whole.signalAll();
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the bytes, which are whole packets, after the packet that is being sent. */
    void insert(ByteArrayOutputStream packets) throws IOException {
        lock.lock();
        try {
            while (within) {
                whole.awaitUninterruptibly();
            }
            packets.writeTo(out);
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    /** The rest of the packet that is being sent will not come: nobody is to wait for it. */
    void broken() {
        lock.lock();
        try {
            within = false;
            whole.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
