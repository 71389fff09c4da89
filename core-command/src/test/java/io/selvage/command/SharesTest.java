package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {

    private final Shares shares = new Shares(2);

    @Test
    void eachNameHasItsOwnBound() throws InterruptedException {
        assertThat(shares.enter("a", 0)).isTrue();
        assertThat(shares.enter("a", 0)).isTrue();
        assertThat(shares.enter("a", 1_000_000)).isFalse();
        assertThat(shares.enter("b", 0)).isTrue();
        shares.leave("a");
        assertThat(shares.enter("a", 0)).isTrue();
    }

    @Test
    void namesThatNobodyUsesAreForgotten() throws InterruptedException {
        shares.enter("a", 0);
        shares.enter("a", 0);
        shares.enter("a", 0);
        shares.leave("a");
        shares.leave("a");

        assertThat(shares.size()).isZero();
    }
}
