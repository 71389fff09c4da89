package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.value.ValueType;
import io.selvage.device.modbus.ReadPlan.Block;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadPlanTest {

    private static final PrimaryTable HOLDING = PrimaryTable.HOLDING_REGISTERS;

    @Test
    void adjacentPlacesAreReadTogetherWhateverTheirTypes() {
        var places = List.of(
                Fixtures.place(ValueType.FLOAT32, HOLDING, 12),
                Fixtures.place(ValueType.UINT16, HOLDING, 10),
                Fixtures.place(ValueType.BOOL, HOLDING, "11.4"));

        assertThat(ReadPlan.of(places)).containsExactly(new Block(HOLDING, 10, 4, List.of(1, 2, 0)));
    }

    @Test
    void bitsOfOneRegisterAreOneRequest() {
        var places = IntStream.range(0, 16)
                .mapToObj(bit -> Fixtures.place(ValueType.BOOL, HOLDING, "7." + bit))
                .toList();

        assertThat(ReadPlan.of(places))
                .hasSize(1)
                .first()
                .extracting(Block::count)
                .isEqualTo(1);
    }

    @Test
    void gapsAndTablesAreApart() {
        var places = List.of(
                Fixtures.place(ValueType.INT16, HOLDING, 1),
                Fixtures.place(ValueType.INT16, HOLDING, 3),
                Fixtures.place(ValueType.INT16, PrimaryTable.INPUT_REGISTERS, 2));

        assertThat(ReadPlan.of(places))
                .extracting(Block::toString)
                .containsExactly("INPUT_REGISTERS 2", "HOLDING_REGISTERS 1", "HOLDING_REGISTERS 3");
    }

    @Test
    void aRequestStaysWithin125RegistersAnd2000Bits() {
        var registers = IntStream.range(0, 63)
                .mapToObj(i -> Fixtures.place(ValueType.INT32, HOLDING, i * 2))
                .toList();
        var coils = IntStream.range(0, 2001)
                .mapToObj(i -> Fixtures.place(ValueType.BOOL, PrimaryTable.COILS, i))
                .toList();

        assertThat(ReadPlan.of(registers)).extracting(Block::count).containsExactly(124, 2);
        assertThat(ReadPlan.of(coils)).extracting(Block::count).containsExactly(2000, 1);
    }

    @Test
    void aBlockIsCutIntoItsBits() {
        var block = new Block(PrimaryTable.COILS, 100, 20, List.of(0));
        var answer = new byte[] {0b0000_0001, (byte) 0b1000_0010, 0b0000_0101};

        var sixteen = Fixtures.place(ValueType.UINT16, PrimaryTable.COILS, 101);
        assertThat(block.slice(sixteen, answer)).containsExactly(0, 0b1100_0001);
        var one = Fixtures.place(ValueType.BOOL, PrimaryTable.COILS, 109);
        assertThat(block.slice(one, answer)).containsExactly(1);
    }
}
