package io.selvage.device.sdk.command;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.event.EventResponse;
import io.selvage.device.sdk.publish.EventPublisher;
import io.selvage.service.CorrelationId;
import io.selvage.service.ServiceInfo;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Commands over REST. */
@RestController
final class CommandController implements DeviceCommandApi {

    private final Commands commands;
    private final EventPublisher publisher;
    private final Duration patience;

    CommandController(Commands commands, EventPublisher publisher, ServiceInfo service) {
        this.commands = commands;
        this.publisher = publisher;
        this.patience = service.timeout();
    }

    @Override
    public @Nullable EventResponse read(String name, String command, MultiValueMap<String, String> query) {
        var asked = CommandQuery.ofUrl(query);
        var event = commands.read(new CommandTarget(name, command, asked.forDriver()), asked.regex());
        if (asked.push()) {
            var _ = publisher.publish(event, CorrelationId.current(), patience);
        }
        return asked.answer() ? EventResponse.of(event) : null;
    }

    @Override
    public BaseResponse write(
            String name,
            String command,
            MultiValueMap<String, String> query,
            @RequestBody(required = false) @Nullable Map<String, @Nullable Object> values) {
        var target = new CommandTarget(name, command, CommandQuery.ofUrl(query).forDriver());
        commands.write(target, values == null ? Map.of() : values).ifPresent(event -> {
            var _ = publisher.publish(event, CorrelationId.current(), patience);
        });
        return BaseResponse.of(null, 200);
    }
}
