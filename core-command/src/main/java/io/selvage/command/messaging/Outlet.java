package io.selvage.command.messaging;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where answers go out. One that cannot is told in the log: who asked runs into a time-out of its own. */
record Outlet(MessageBus bus) {

    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    /** Sends the answer; it does not wait until it has arrived. */
    void send(String topic, Envelope answer) {
        try {
            var _ = bus.send(topic, answer).whenComplete((_, failure) -> {
                if (failure != null) {
                    sayUnanswered(answer, failure);
                }
            });
        } catch (EdgeException e) {
            sayUnanswered(answer, e);
        }
    }

    private static void sayUnanswered(Envelope answer, Throwable failure) {
        LOG.warn(
                "request {} was not answered: {}",
                answer.requestId(),
                EdgeException.of(failure, ErrorKind.COMMUNICATION_ERROR).text());
    }
}
