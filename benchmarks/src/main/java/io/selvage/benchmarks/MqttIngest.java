package io.selvage.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;

/** Publishes event envelopes at QoS 1 and counts the acknowledgements. */
final class MqttIngest implements Callable<Long> {

    private static final int WINDOW = 200;
    private static final int SETTLE_SECONDS = 30;

    private final int port;
    private final String device;
    private final long end;

    private MqttIngest(int port, String device, long end) {
        this.port = port;
        this.device = device;
        this.end = end;
    }

    /** Events a second that were acknowledged to so many publishers. */
    static double run(int port, int publishers, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        var tasks = new ArrayList<MqttIngest>();
        for (var i = 0; i < publishers; i++) {
            tasks.add(new MqttIngest(port, "bench-mqtt-" + i, start + time.toNanos()));
        }
        return Clients.total(tasks) * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public Long call() throws IOException, InterruptedException {
        var topic = "edgex/events/device/bench/BenchmarkProfile/" + device + "/BenchmarkSource";
        var envelope = new EventTemplate(
                device,
                "{\"apiVersion\":\"v3\",\"receivedTopic\":\"\",\"correlationID\":\"00000000-0000-4000-8000-000000000000\","
                        + "\"requestID\":\"\",\"errorCode\":0,\"payload\":%s,\"contentType\":\"application/json\"}");
        try (var publisher = new MqttPublisher("127.0.0.1", port, device, WINDOW)) {
            while (System.nanoTime() < end) {
                publisher.publish(topic, envelope.next());
            }
            if (!publisher.settle(SETTLE_SECONDS)) {
                throw new IOException("acknowledgements are missing after " + SETTLE_SECONDS + " s");
            }
            return publisher.acknowledged();
        }
    }
}
