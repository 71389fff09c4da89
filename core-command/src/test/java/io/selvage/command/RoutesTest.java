package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that moves from one device service to another. */
class RoutesTest {

    private static final String ROUTE = "GET /api/v3/device/name/pump";
    private static final String READ = "GET /api/v3/device/name/pump/Speed";

    private TestServer metadata;
    private TestServer old;
    private TestServer young;
    private RunningCommand command;

    @BeforeEach
    void start() throws IOException {
        metadata = TestServer.started();
        old = answering("old");
        young = answering("young");
        belongsTo("old");
        command = new RunningCommand(metadata.port(), _ -> null);
        assertThat(reader()).isEqualTo("old");
    }

    @AfterEach
    void stop() {
        command.close();
        old.close();
        young.close();
        metadata.close();
    }

    private TestServer answering(String name) throws IOException {
        var server = TestServer.started();
        server.answering(READ, 409, "{\"apiVersion\":\"v3\",\"message\":\"" + name + "\",\"statusCode\":409}");
        metadata.answering(
                "GET /api/v3/deviceservice/name/" + name, 200, MetadataDocuments.serviceAnswer(name, server.url()));
        return server;
    }

    private void belongsTo(String service) {
        metadata.answering(
                ROUTE, 200, MetadataDocuments.deviceAnswer(MetadataDocuments.device("pump", service, "Pump")));
    }

    /** The device service that the command reaches. */
    private String reader() {
        var message = RunningCommand.json(command.get("/device/name/pump/Speed"))
                .get("message")
                .asString();
        return message.substring(message.lastIndexOf(' ') + 1);
    }

    private long asked() {
        return metadata.requests().stream().filter(ROUTE::equals).count();
    }

    @Test
    void isRememberedForAMoment() {
        for (var i = 0; i < 20; i++) {
            assertThat(reader()).isEqualTo("old");
        }

        assertThat(asked()).isLessThan(20);
        belongsTo("young");
        await().until(() -> reader().equals("young"));
    }

    @Test
    void isForgottenWhenMetadataTellsOfAChange() {
        belongsTo("young");
        tell("device/update/young/Pump");
        assertThat(reader()).isEqualTo("young");

        belongsTo("old");
        tell("deviceservice/update/old");
        assertThat(reader()).isEqualTo("old");
    }

    private void tell(String change) {
        command.bus()
                .publish(
                        "edgex/system-events/core-metadata/" + change,
                        Envelope.of("", Map.of("type", "device"), Envelope.JSON));
    }

    @Test
    void isForgottenWhenItsServiceIsAway() {
        old.close();
        belongsTo("young");
        command.get("/device/name/pump/Speed");

        assertThat(reader()).isEqualTo("young");
    }
}
