package io.selvage.device.mqtt;

import io.selvage.contracts.device.Device;
import io.selvage.device.mqtt.BrokerInfo.Writable;
import io.selvage.device.sdk.CustomConfig;
import io.selvage.device.sdk.DeviceCatalog;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Secrets;
import io.selvage.device.sdk.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes what devices publish, and asks them over topics of their own, with the configuration and the protocol properties
 * of EdgeX's device-mqtt.
 */
@Component
final class MqttDriver implements DeviceDriver {

    private static final byte[] EMPTY = new byte[0];

    private final BrokerInfo info;
    private final Supplier<Writable> writable;
    private final DeviceCatalog devices;
    private final IncomingTopic incomingTopic;
    private final IncomingTopic responseTopic;
    private final Answers answers = new Answers();
    private final BrokerLink link;
    private volatile @Nullable Incoming incoming;

    private record Incoming(IncomingData data, Inbox inbox) {}

    MqttDriver(CustomConfig config, Secrets secrets, DeviceCatalog devices) {
        this.info = config.section(BrokerInfo.SECTION, BrokerInfo.class);
        this.writable = config.writable(BrokerInfo.SECTION, Writable.class);
        this.devices = devices;
        this.incomingTopic = IncomingTopic.of(info.incomingTopic());
        this.responseTopic = IncomingTopic.of(info.responseTopic());
        var longestPause = Duration.ofSeconds(Math.max(0, info.connRetryWaitTime()));
        this.link = new BrokerLink(new Dialer(info, secrets), longestPause, this::arrived);
        var _ = info.address(); // or the service could not start later
    }

    @Override
    public void start(ReadingSink sink) {
        var data = new IncomingData(incomingTopic, devices, sink);
        var inbox = new Inbox(data);
        incoming = new Incoming(data, inbox);
        inbox.start();
        link.start();
    }

    private void arrived(Delivery delivery) throws InterruptedException {
        if (MqttTopic.isMatched(responseTopic.filter(), delivery.topic())) {
            answers.arrived(delivery);
        } else if (incoming != null) {
            incoming.inbox.put(delivery);
        }
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        var commands = CommandTopic.of(device);
        var values = new ArrayList<Value>();
        for (var request : requests) {
            var answer = ask(commands, request.resourceName() + "/get/", EMPTY);
            values.add(Payload.answered(answer, request.resource()));
        }
        return values;
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        var commands = CommandTopic.of(device);
        for (var write : writes) {
            ask(commands, write.resourceName() + "/set/", Payload.of(write));
        }
    }

    private byte[] ask(CommandTopic commands, String what, byte[] payload) {
        var own = commands.timeout();
        var timeout = own == null ? writable.get().timeout() : own;
        return answers.ask(id -> link.publish(commands.topic() + "/" + what + id, payload, timeout), timeout);
    }

    @Override
    public void validate(Device device) {
        CommandTopic.of(device);
    }

    @Override
    public void close() {
        var taking = incoming;
        if (taking != null) {
            taking.data.close();
            taking.inbox.close();
        }
        answers.close();
        link.close();
    }
}
