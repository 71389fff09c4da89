package io.selvage.mqtt;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Sockets on which a small message does not wait for another. Without TCP_NODELAY here, or with Nagle's algorithm at a
 * broker that delayed acknowledgements meet (Mosquitto's default), each exchange takes 40 ms.
 */
final class PromptSockets extends SocketFactory {

    private final UnaryOperator<InputStream> input;
    private final UnaryOperator<OutputStream> output;

    PromptSockets() {
        this(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Sockets whose users see what the functions make of their streams. */
    PromptSockets(UnaryOperator<InputStream> input, UnaryOperator<OutputStream> output) {
        this.input = input;
        this.output = output;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new PromptSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(0));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(0));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(InetSocketAddress address, InetSocketAddress local) throws IOException {
        var socket = new PromptSocket();
        socket.bind(local);
        socket.connect(address);
        return socket;
    }

    /** Sends at once, acknowledges at once, and is read in larger pieces than the client's single bytes. */
    private final class PromptSocket extends Socket {

        private static final int BUFFER = 16 * 1024;

        private volatile @Nullable InputStream buffered;
        private volatile @Nullable OutputStream sent;

        private PromptSocket() throws IOException {
            setTcpNoDelay(true);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            var before = buffered;
            if (before != null) {
                return before; // it may have read ahead
            }
            var in = super.getInputStream();
            var prompt = supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
            var buffer = input.apply(new BufferedInputStream(prompt ? new Acknowledging(in) : in, BUFFER));
            buffered = buffer;
            return buffer;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            var before = sent;
            if (before != null) {
                return before;
            }
            var out = output.apply(super.getOutputStream());
            sent = out;
            return out;
        }

        /** Closes what has been read ahead too: who closes a socket does not want it any more. */
        @Override
        public void close() throws IOException {
            super.close();
            if (sent instanceof WholePackets packets) {
                packets.broken();
            }
            var buffer = buffered;
            if (buffer != null) {
                buffer.close();
            }
        }

        /** The system forgets the option now and then, so that it is set with each piece. */
        private final class Acknowledging extends FilterInputStream {

            private Acknowledging(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                var read = in.read();
                setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                var read = in.read(bytes, offset, length);
                setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                return read;
            }
        }
    }
}
