package io.selvage.device.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which requests read which places: adjacent and overlapping ones of a table together, up to what Modbus allows. */
final class ReadPlan {

    private ReadPlan() {}

    /**
     * One request.
     *
     * @param members indexes into the places planned
     */
    record Block(PrimaryTable table, int start, int count, List<Integer> members) {

        Block {
            members = List.copyOf(members);
        }

        /** The bytes of the place in the block's answer, as if it had been read alone. */
        byte[] slice(Place place, byte[] answer) {
            var offset = place.start() - start;
            var slice = new byte[table.bytesOf(place.count())];
            if (table.holdsRegisters()) {
                System.arraycopy(answer, offset * 2, slice, 0, slice.length);
                return slice;
            }
            for (var i = 0; i < place.count(); i++) {
                var bit = (answer[(offset + i) / 8] >> ((offset + i) % 8)) & 1;
                slice[i / 8] |= (byte) (bit << (i % 8));
            }
            return slice;
        }

        @Override
        public String toString() {
            return table + " " + start + (count == 1 ? "" : ".." + (start + count - 1));
        }
    }

    /** The requests for the places, by table and address. */
    static List<Block> of(List<Place> places) {
        var order = IntStream.range(0, places.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> places.get(i).table())
                        .thenComparingInt(i -> places.get(i).start()))
                .toList();
        var blocks = new ArrayList<Block>();
        for (var from = 0; from < order.size(); ) {
            var first = places.get(order.get(from));
            var end = first.end();
            var to = from + 1;
            while (to < order.size() && joins(first, end, places.get(order.get(to)))) {
                end = Math.max(end, places.get(order.get(to)).end());
                to++;
            }
            blocks.add(new Block(first.table(), first.start(), end - first.start(), order.subList(from, to)));
            from = to;
        }
        return blocks;
    }

    /** The request for one place. */
    static Block alone(Place place, int index) {
        return new Block(place.table(), place.start(), place.count(), List.of(index));
    }

    private static boolean joins(Place first, int end, Place next) {
        return next.table() == first.table()
                && next.start() <= end
                && next.end() - first.start() <= first.table().mostInOneRead();
    }
}
