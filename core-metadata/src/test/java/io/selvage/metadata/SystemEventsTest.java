package io.selvage.metadata;

import static io.selvage.metadata.Json.device;
import static io.selvage.metadata.Json.service;
import static io.selvage.metadata.Json.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.metadata.device.Devices;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bus hears of changes. */
class SystemEventsTest {

    private static final String TOPIC = "edgex/system-events/core-metadata/";
    private static final String UNASKED = "/device?bypassValidation=true";

    private final LinkedBlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final RunningMetadata metadata;

    SystemEventsTest(@TempDir Path directory) {
        metadata = new RunningMetadata(directory);
        metadata.bus().subscribe(TopicFilter.of("edgex/system-events/#"), MessageHandler.of(heard::add));
    }

    @BeforeEach
    void addThings() throws InterruptedException {
        metadata.post("/deviceservice", service("virtual"));
        metadata.post("/deviceprofile", Json.profile("Pump"));
        metadata.post(UNASKED, device("pump-1", ""));
        assertThat(topics(3))
                .containsExactly(
                        "deviceservice/add/virtual", "deviceprofile/add/core-metadata/Pump", "device/add/virtual/Pump");
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    private List<String> topics(int count) throws InterruptedException {
        var topics = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            topics.add(next().topic().substring(TOPIC.length()));
        }
        return topics;
    }

    private Message next() throws InterruptedException {
        var message = heard.poll(10, TimeUnit.SECONDS);
        assertThat(message).as("a message within 10 s").isNotNull();
        return message;
    }

    @Test
    void anEventCarriesTheWholeThingAndTheCorrelationId() throws InterruptedException {
        var request = metadata.to(UNASKED).header("X-Correlation-ID", "the-request");
        metadata.send(request.POST(BodyPublishers.ofString(device("pump-2", ""))));

        var envelope = next().envelope();
        var event = envelope.payloadAs(SystemEvent.class);
        assertThat(envelope.correlationId()).isEqualTo("the-request");
        assertThat(event.owner()).isEqualTo("virtual");
        assertThat(event.timestamp()).isGreaterThan(1_700_000_000_000_000_000L);
        assertThat(event.details())
                .isInstanceOfSatisfying(
                        Device.class,
                        told -> assertThat(told)
                                .isEqualTo(metadata.bean(Devices.class).get("pump-2")));
    }

    @Test
    void aProfilesChangeIsToldToEachServiceWithDevicesOfIt() throws InterruptedException {
        metadata.put("/deviceprofile", Json.profile("Pump"));

        assertThat(topics(2))
                .containsExactly("deviceprofile/update/core-metadata/Pump", "deviceprofile/update/virtual/Pump");
    }

    @Test
    void aDevicesMoveIsToldToBothServices() throws InterruptedException {
        metadata.post("/deviceservice", service("modbus"));
        metadata.patch(UNASKED, update("device", "'name':'pump-1','serviceName':'modbus'"));
        metadata.delete("/device/name/pump-1");

        assertThat(topics(4))
                .containsExactly(
                        "deviceservice/add/modbus",
                        "device/update/virtual/Pump",
                        "device/update/modbus/Pump",
                        "device/delete/modbus/Pump");
    }

    @Test
    void whatFailsIsNotTold() throws InterruptedException {
        metadata.post(UNASKED, device("pump-1", ""));
        metadata.delete("/deviceprofile/name/Pump");
        metadata.delete("/deviceservice/name/virtual");

        assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }
}
