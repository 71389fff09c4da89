package io.selvage.data.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "4096B, 4096", "2KB, 2048", "1.5MB, 1572864", "10 GB, 10737418240", "80%, 800"})
    void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
        assertThat(ByteSize.parse("MaxDisk", text, 1_000)).isEqualTo(bytes);
    }

    @Test
    void whatIsNoSizeIsToldWithItsKey() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ByteSize.parse("Retention.MaxDisk", "-1", 0))
                .withMessageContaining("Retention.MaxDisk must be bytes");
    }
}
