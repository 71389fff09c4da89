package io.selvage.command.messaging;

import io.selvage.bus.Envelope;
import io.selvage.command.Commands;
import io.selvage.command.CoreCommands;
import io.selvage.contracts.error.EdgeException;
import io.selvage.service.CorrelationId;
import io.selvage.service.Pages;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The envelopes that answer requests: what was asked for, or an error. */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final Commands commands;
    private final CoreCommands coreCommands;
    private final Pages pages;

    Replies(Commands commands, CoreCommands coreCommands, Pages pages) {
        this.commands = commands;
        this.coreCommands = coreCommands;
        this.pages = pages;
    }

    /** What the device service answers. */
    Envelope toCommand(CommandTopic asked, Envelope request) {
        return to(request, () -> commands.relay(asked.device(), asked.command(), asked.method(), request));
    }

    /** The commands of the device; of a page of all devices where its name is empty. */
    Envelope toQuery(String device, Envelope request) {
        return to(request, () -> request.reply(coreCommandsOf(device, request), Envelope.JSON));
    }

    private Object coreCommandsOf(String device, Envelope request) {
        var query = request.queryParams();
        return device.isEmpty()
                ? coreCommands.page(request.requestId(), pages.of(query.get("offset"), query.get("limit")))
                : coreCommands.of(request.requestId(), device);
    }

    private static Envelope to(Envelope request, Supplier<Envelope> answer) {
        MDC.put(CorrelationId.HEADER, request.correlationId());
        try {
            return answer.get();
        } catch (EdgeException e) {
            LOG.debug("request {} failed: {}", request.requestId(), e.text());
            return request.error(e.text());
        } catch (RuntimeException e) {
            LOG.error("request {} failed", request.requestId(), e);
            return request.error(e.toString());
        } finally {
            MDC.remove(CorrelationId.HEADER);
        }
    }
}
