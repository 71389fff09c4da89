package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places("service x", 8, 3);

    private void refuses(String device, String words) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> places.enter(device))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE))
                .withMessageContaining(words);
    }

    private void fill(String device, int times) {
        for (var i = 0; i < times; i++) {
            places.enter(device);
        }
    }

    @Test
    void aDeviceHasSoManyPlaces() {
        fill("a", 3);

        refuses("a", "device a is busy");
        places.leave("a");
        places.enter("a");
    }

    @Test
    void devicesThatHangLeaveRoomForThoseThatHoldNone() {
        fill("a", 3);
        fill("b", 1);

        refuses("b", "device b is busy");
        fill("c", 1);
        fill("d", 1);
        fill("e", 1);
        fill("f", 1);
        refuses("g", "service x is busy: all 8 places");
    }

    @Test
    void allIsGivenBackAlsoByThoseThatFail() {
        assertThat(places.<String>in("a", () -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> places.in("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        fill("a", 3);
        refuses("a", "busy");
        for (var i = 0; i < 3; i++) {
            places.leave("a");
        }

        assertThat(places.taken()).isZero();
        assertThat(places.devices()).isZero();
    }
}
