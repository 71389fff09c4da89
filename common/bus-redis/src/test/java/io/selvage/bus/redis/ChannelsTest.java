package io.selvage.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.TopicFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {

    @ParameterizedTest
    @CsvSource({
        "a/b, a.b, ''",
        "a/#, a, a.*",
        "a/+/c, '', a.*.c",
        "a/+/#, '', a.*",
        "a/+/b/#, '', a.*.b a.*.b.*",
        "#, '', *",
        "+, '', *",
        "$share/group/a/#, a, a.*",
        "a*/+, '', a\\*.*",
        "a*, a*, ''"
    })
    void areWhereAFilterIsHeard(String filter, String names, String patterns) {
        var channels = Channels.of(TopicFilter.of(filter));

        assertThat(String.join(" ", channels.names())).isEqualTo(names);
        assertThat(String.join(" ", channels.patterns())).isEqualTo(patterns);
    }

    @ParameterizedTest
    @CsvSource({
        "a/+/b/#, a.*.b.*, a.x.b.c, false",
        "a/+/b/#, a.*.b.*, a.x.b.b.b, true",
        "a/+/b/#, a.*.b, a.x.b.b.b, false",
        "a/+/b*/#, a.*.b\\*.*, a.x.b*.y.b*, true",
        "a/+/b*/#, a.*.b\\*.*, a.x.b*.y.bc, false",
        "a/#, a.*, a.x, false"
    })
    void giveEachMessageOnce(String filter, String pattern, String channel, boolean twice) {
        assertThat(Channels.of(TopicFilter.of(filter)).isTwice(pattern, channel))
                .isEqualTo(twice);
    }
}
