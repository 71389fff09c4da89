package io.selvage.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * The least of MQTT 3.1.1 over a socket: a real client library would be slower than the brokers that it is to measure.
 */
final class MqttSocket implements AutoCloseable {

    static final int PUBLISH = 0x30;
    static final int QOS_1 = 0x02;
    private static final int CONNECT = 0x10;
    static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int BUFFER = 64 << 10;

    /** A packet that came: its first byte, and all after the length. */
    record Packet(int head, ByteBuffer body) {}

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;

    private MqttSocket(Socket socket) throws IOException {
        this.socket = socket;
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
    }

    static MqttSocket connect(String host, int port, String clientId) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(host, port));
        var mqtt = new MqttSocket(socket);
        mqtt.head(CONNECT, 12 + clientId.length());
        mqtt.out.writeUTF("MQTT");
        mqtt.out.write(new byte[] {4, 2, 0, 0}); // 3.1.1, a clean session, no keep-alive
        mqtt.out.writeUTF(clientId);
        mqtt.out.flush();
        mqtt.read();
        return mqtt;
    }

    void subscribe(String filter) throws IOException {
        head(SUBSCRIBE, 5 + filter.length());
        out.writeShort(1);
        out.writeUTF(filter);
        out.writeByte(1);
        out.flush();
        read();
    }

    void publish(String topic, byte[] payload, int packetId) throws IOException {
        head(PUBLISH | QOS_1, 4 + topic.length() + payload.length);
        out.writeUTF(topic);
        out.writeShort(packetId);
        out.write(payload);
    }

    void acknowledge(int packetId) throws IOException {
        head(PUBACK, 2);
        out.writeShort(packetId);
    }

    void flush() throws IOException {
        out.flush();
    }

    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    Packet read() throws IOException {
        var head = in.readUnsignedByte();
        var length = 0;
        var shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7f) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        var body = new byte[length];
        in.readFully(body);
        return new Packet(head, ByteBuffer.wrap(body));
    }

    private void head(int head, int length) throws IOException {
        out.writeByte(head);
        var rest = length;
        while (rest >= 0x80) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
