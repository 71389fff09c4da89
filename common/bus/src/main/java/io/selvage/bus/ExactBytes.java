package io.selvage.bus;

import java.io.ByteArrayOutputStream;

/** Bytes that are taken without a copy where they are as many as was said before. */
final class ExactBytes extends ByteArrayOutputStream {

    ExactBytes(int size) {
        super(size);
    }

    /** The bytes; nothing more is written. */
    byte[] taken() {
        return count == buf.length ? buf : toByteArray();
    }
}
