package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairTurnsTest {

    private final FairTurns turns = new FairTurns(4);
    private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void unitsTakeTurns() throws InterruptedException {
        turns.acquire(0);
        for (var unit : List.of(1, 1, 1, 2)) {
            waitInLine(unit);
        }
        turns.release();

        await().untilAsserted(() -> assertThat(order).containsExactly(1, 2, 1, 1));
    }

    @Test
    void moreThanTheCapacityAreRefused() throws InterruptedException {
        turns.acquire(0);
        for (var unit : List.of(1, 2, 3, 4)) {
            waitInLine(unit);
        }

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> turns.acquire(5))
                .withMessage("4 requests are waiting already");
    }

    @Test
    void whoIsInterruptedLeavesTheLine() throws InterruptedException {
        turns.acquire(0);
        var impatient = waitInLine(1);
        impatient.interrupt();
        impatient.join();
        waitInLine(2);
        turns.release();

        await().untilAsserted(() -> assertThat(order).containsExactly(2));
    }

    private Thread waitInLine(int unit) {
        var thread = Thread.ofVirtual().start(() -> {
            try {
                turns.acquire(unit);
            } catch (InterruptedException e) {
                return;
            }
            order.add(unit);
            turns.release();
        });
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }
}
