package io.selvage.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @ParameterizedTest
    @ValueSource(strings = {"pump 1", "a/b", "50%", "Röhre+#", "%41", "$x&=:@"})
    void anEscapedNameIsDecodedToItself(String name) {
        var topic = new Topics("edgex", true).validateDevice(name);

        assertThat(Topics.decoded(topic.split("/", -1)[1])).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "%zz", "%", "a%4", "1+1", ""})
    void aLevelThatIsNotEscapedIsTheNameItself(String level) {
        assertThat(Topics.decoded(level)).isEqualTo(level);
    }

    @Test
    void aNameIsALevelAsItIsUnlessItIsToBeEscaped() {
        assertThat(Topics.standard().validateDevice("my pump")).isEqualTo("edgex/my pump/validate/device");
    }
}
