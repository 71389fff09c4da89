package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as the Modbus specification and its guides print them. */
class FramingTest {

    private static final byte[] READ_THREE = hex("03006B0003");
    private static final String ANSWER = "1103 06 AE41 5652 4340 49AD";

    @Test
    void anRtuFrameEndsWithItsCrc() {
        assertThat(Framing.RTU.frame(0x11, READ_THREE)).isEqualTo(hex("1103006B00037687"));
    }

    @Test
    void anAsciiFrameIsALineThatEndsWithItsLrc() {
        assertThat(Framing.ASCII.frame(0x11, READ_THREE))
                .isEqualTo(":1103006B00037E\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anRtuAnswerIsFoundWhenItIsWhole() {
        var whole = hex(ANSWER);
        for (var length = 0; length < whole.length; length++) {
            assertThat(Framing.RTU.answer(0x11, READ_THREE, Arrays.copyOf(whole, length)))
                    .isNull();
        }

        assertThat(Framing.RTU.answer(0x11, READ_THREE, whole)).isEqualTo(hex("0306AE4156524340"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FF0003", // noise of a driver that switches on
                "1203 06 0001 0002 0003 0000", // no valid CRC
                "1103 02 0001 B847", // the late answer to an earlier read of one register
                "0C03 06 AE41 5652 4340 DCFD" // of another unit
            })
    void whatComesBeforeAnAnswerIsPassedOver(String before) {
        assertThat(Framing.RTU.answer(0x11, READ_THREE, hex(before + ANSWER))).isEqualTo(hex("0306AE4156524340"));
        assertThat(Framing.RTU.answer(0x11, READ_THREE, hex(before))).isNull();
    }

    @Test
    void aRefusalIsAnAnswer() {
        assertThat(Framing.RTU.answer(0x0A, hex("0104A10001"), hex("0A81 02 B053")))
                .isEqualTo(hex("8102"));
    }

    @Test
    void anAsciiAnswerIsTheValidLineOfTheUnit() {
        var lines = "6 07\r\n:1103060001000200030\r\n:110306AE415652434049\r\n:110306AE4156524340CC\r\n";

        assertThat(Framing.ASCII.answer(0x11, READ_THREE, lines.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(hex("0306AE4156524340"));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
