package io.selvage.contracts.profile;

/** Which way a resource or command goes; RW and WR mean the same. */
public enum ReadWrite {
    R,
    W,
    RW,
    WR;

    public boolean canRead() {
        return this != W;
    }

    public boolean canWrite() {
        return this != R;
    }
}
