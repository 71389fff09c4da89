package io.selvage.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;

/** Publishes event envelopes at QoS 1 and counts the acknowledgements. */
final class MqttIngest implements Callable<Long> {

    /** What stands around an event on the bus. */
    static final String ENVELOPE =
            "{\"apiVersion\":\"v3\",\"receivedTopic\":\"\",\"correlationID\":\"00000000-0000-4000-8000-000000000000\","
                    + "\"requestID\":\"\",\"errorCode\":0,\"payload\":%s,\"contentType\":\"application/json\"}";

    private static final int WINDOW = 200;
    private static final int SETTLE_SECONDS = 30;

    private final int port;
    private final String device;
    private final long most;
    private final long end;

    private MqttIngest(int port, String device, long most, long end) {
        this.port = port;
        this.device = device;
        this.most = most;
        this.end = end;
    }

    /** Events a second that were acknowledged to so many publishers. */
    static double run(int port, int publishers, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        return count(port, publishers, Long.MAX_VALUE, time) * 1e9 / (System.nanoTime() - start);
    }

    /** Events that were acknowledged to so many publishers, of at most so many of each. */
    static long count(int port, int publishers, long most, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        var tasks = new ArrayList<MqttIngest>();
        for (var i = 0; i < publishers; i++) {
            tasks.add(new MqttIngest(port, "bench-mqtt-" + i, most, start + time.toNanos()));
        }
        return Clients.total(tasks);
    }

    /** Where a device service publishes the events of the device. */
    static String topic(String device) {
        return "edgex/events/device/bench/BenchmarkProfile/" + device + "/BenchmarkSource";
    }

    @Override
    public Long call() throws IOException, InterruptedException {
        var topic = topic(device);
        var envelope = new EventTemplate(device, ENVELOPE);
        try (var publisher = new MqttPublisher("127.0.0.1", port, device, WINDOW)) {
            for (var sent = 0L; sent < most && System.nanoTime() < end; sent++) {
                publisher.publish(topic, envelope.next());
            }
            if (!publisher.settle(SETTLE_SECONDS)) {
                throw new IOException("acknowledgements are missing after " + SETTLE_SECONDS + " s");
            }
            return publisher.acknowledged();
        }
    }
}
