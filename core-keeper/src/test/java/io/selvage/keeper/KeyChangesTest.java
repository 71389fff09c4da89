package io.selvage.keeper;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.keyvalue.KeyValue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of changes that the message bus does not take. */
@Timeout(60)
class KeyChangesTest {

    private static final int MANY = 1_100;
    private static final int WAIT_AT_MOST = 1_024;

    @Test
    void aStoredValueIsAnsweredAlsoWhereTheBusIsStuck(@TempDir Path directory) {
        var bus = new InMemoryMessageBus(4);
        var told = new ConcurrentLinkedQueue<Integer>();
        var stuck = new CompletableFuture<@Nullable Void>();
        bus.subscribe(TopicFilter.of("edgex/configs/a/#"), message -> {
            told.add(Integer.parseInt(
                    String.valueOf(message.envelope().payloadAs(KeyValue.class).value())));
            return stuck;
        });
        try (var keeper = new RunningKeeper(bus, 0, "--Database.Path=" + directory.resolve("keeper.db"))) {
            for (var i = 0; i < MANY; i++) {
                assertThat(keeper.put("/kvs/key/a/b", "{\"value\":\"" + i + "\"}")
                                .status())
                        .isEqualTo(200);
            }

            stuck.complete(null);

            await().atMost(10, SECONDS).until(() -> told.contains(MANY - 1));
            assertThat(List.copyOf(told))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(0)
                    .hasSizeBetween(WAIT_AT_MOST, MANY - 1);
        }
    }
}
