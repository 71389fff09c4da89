package io.selvage.service.rules;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.service.ClientInfo;
import io.selvage.service.CorrelationId;
import io.selvage.service.EdgeConfig;
import io.selvage.service.EdgeService;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with nothing but what every service has, and routes that show the request rules. */
@EdgeService("test-service")
class TestApplication {

    record Config(
            Map<String, Object> writable,
            ServiceInfo service,
            MessageBusInfo messageBus,
            Map<String, ClientInfo> clients)
            implements RunningConfig {}

    @Bean
    Config config(EdgeConfig config) {
        return config.bind(Config.class);
    }

    @Bean
    MessageBus messageBus() {
        return new InMemoryMessageBus();
    }

    @RestController
    static class EchoController {

        @GetMapping("/api/v3/echo/name/{name}")
        Map<String, String> name(@PathVariable String name) {
            return Map.of("name", name, "correlationId", CorrelationId.current());
        }

        @GetMapping("/api/v3/echo/query")
        Map<String, String> query(@RequestParam(required = false) String offset) {
            return Map.of("offset", offset);
        }

        @PostMapping("/api/v3/device")
        List<Device> devices(@RequestBody List<Device> devices) {
            return devices;
        }

        @DeleteMapping("/api/v3/locked")
        BaseResponse locked() {
            throw new EdgeException(ErrorKind.SERVICE_LOCKED, "it is locked");
        }
    }
}
