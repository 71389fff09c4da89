package io.selvage.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is sent again over later connections, and what is not. */
class OutgoingTest {

    private static final int LARGE = 100_000;
    private static final int ENOUGH = Suspicion.TOGETHER + Suspicion.ALONE;

    /** A connection, which keeps what it is handed. */
    private static final class Line {

        private final List<Outgoing<Line, String>.Sending> handed = new ArrayList<>();

        private List<String> topics() {
            return handed.stream().map(Outgoing.Sending::topic).toList();
        }
    }

    private final Outgoing<Line, String> outgoing =
            new Outgoing<>(16, Runnable::run, (line, sending) -> line.handed.add(sending));

    private Line connect() {
        var line = new Line();
        outgoing.up(line);
        return line;
    }

    private Line connectAndLose() {
        var line = connect();
        outgoing.down();
        return line;
    }

    private void loseOften(int connections) {
        IntStream.range(0, connections).forEach(_ -> connectAndLose());
    }

    @Test
    void aMessageAtWhichEachConnectionEndsIsRefusedAndTheOthersAreSent() {
        var before = outgoing.send("before", new byte[10]);
        var large = outgoing.send("large", new byte[LARGE]);
        var after = outgoing.send("after", new byte[10]);
        loseOften(ENOUGH - 1);
        assertThat(large).isNotDone();
        connectAndLose();

        assertThat(large)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(EdgeException.class)
                .withMessageContaining("100000 bytes is sent on large")
                .satisfies(e -> assertThat(((EdgeException) e).kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
        assertThat(List.of(before, after)).noneMatch(CompletableFuture::isDone);
        assertThat(connect().topics()).containsExactly("before", "after");
    }

    @Test
    void aMessageUnderSuspicionIsSentAloneAndTheOthersFollowItInTheirOrder() {
        var _ = outgoing.send("before", new byte[10]);
        var large = outgoing.send("large", new byte[LARGE]);
        loseOften(Suspicion.TOGETHER);
        var _ = outgoing.send("meanwhile", new byte[10]);
        var line = connect();
        var _ = outgoing.send("later", new byte[10]);
        assertThat(line.topics()).containsExactly("large");

        line.handed.getFirst().answered("yes");

        assertThat(large).isCompletedWithValue("yes");
        assertThat(line.topics()).containsExactly("large", "before", "meanwhile", "later");
    }

    @Test
    void anAnswerInBetweenClearsIt() {
        var first = outgoing.send("first", new byte[10]);
        var large = outgoing.send("large", new byte[LARGE]);
        loseOften(Suspicion.TOGETHER - 1);
        var line = connect();
        line.handed.getFirst().answered("yes");
        outgoing.down();
        assertThat(first).isCompletedWithValue("yes");
        loseOften(ENOUGH - 1);

        assertThat(large).isNotDone();
        var again = connect();
        again.handed.getFirst().answered("yes");
        assertThat(large).isCompletedWithValue("yes");
    }

    @Test
    void smallMessagesAreSentAgainForEver() {
        var small = outgoing.send("small", new byte[Suspicion.SUSPICIOUS]);

        loseOften(5 * ENOUGH);

        assertThat(small).isNotDone();
        assertThat(connect().topics()).containsExactly("small");
    }

    @Test
    void attemptsThatFailToConnectDoNotCount() {
        var large = outgoing.send("large", new byte[LARGE]);

        IntStream.range(0, 5 * ENOUGH).forEach(_ -> outgoing.down());

        assertThat(large).isNotDone();
    }
}
