package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.service.EdgeServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class ModbusApplicationTest {

    @Test
    void itStartsWhileMetadataIsAway() throws Exception {
        try (var parent = new GenericApplicationContext()) {
            parent.registerBean(MessageBus.class, () -> new InMemoryMessageBus());
            parent.refresh();
            try (var service = EdgeServices.builder(ModbusApplication.class)
                            .parent(parent)
                            .run("--Service.Port=0", "--Clients.core-metadata.Port=" + TestSlave.freePort());
                    var http = HttpClient.newHttpClient()) {
                var port = service.getEnvironment().getProperty("local.server.port");
                var ping = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v3/ping"))
                        .build();

                assertThat(http.send(ping, BodyHandlers.ofString()).body())
                        .contains("\"serviceName\":\"device-modbus\"");
            }
        }
    }
}
