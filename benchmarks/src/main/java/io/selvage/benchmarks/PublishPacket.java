package io.selvage.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A PUBLISH at QoS 1 of an event envelope, written with another id and event each time. */
final class PublishPacket {

    private final byte[] head;
    private final EventTemplate event;
    private final byte[] packet;

    PublishPacket(String device) throws IOException {
        event = new EventTemplate(
                device,
                "{\"apiVersion\":\"v3\",\"receivedTopic\":\"\",\"correlationID\":\"00000000-0000-4000-8000-000000000000\","
                        + "\"requestID\":\"\",\"errorCode\":0,\"payload\":%s,\"contentType\":\"application/json\"}");
        var topic = new ByteArrayOutputStream();
        MqttIngest.text(topic, "edgex/events/device/bench/BenchmarkProfile/" + device + "/BenchmarkSource");
        var out = new ByteArrayOutputStream();
        out.write(0x32);
        for (var rest = topic.size() + 2 + event.length(); ; rest >>= 7) {
            out.write(rest > 127 ? rest & 127 | 128 : rest);
            if (rest <= 127) {
                break;
            }
        }
        topic.writeTo(out);
        head = out.toByteArray();
        packet = new byte[head.length + 2 + event.length()];
        System.arraycopy(head, 0, packet, 0, head.length);
    }

    void writeTo(OutputStream out, int id) throws IOException {
        packet[head.length] = (byte) (id >> 8);
        packet[head.length + 1] = (byte) id;
        System.arraycopy(event.next(), 0, packet, head.length + 2, event.length());
        out.write(packet);
    }
}
