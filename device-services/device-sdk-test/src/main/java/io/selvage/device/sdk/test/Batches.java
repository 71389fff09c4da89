package io.selvage.device.sdk.test;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Requests of several items, each of which has an answer of its own. */
final class Batches {

    private Batches() {}

    /** Adds each item; the function returns the id of what was added. */
    static <T> List<ItemResponse> adding(List<T> items, Function<T, String> add) {
        return items.stream()
                .map(item -> answer(() -> BaseWithIdResponse.created(null, add.apply(item))))
                .toList();
    }

    /** Changes each item. */
    static <T> List<ItemResponse> changing(List<T> items, Consumer<T> change) {
        return items.stream()
                .map(item -> answer(() -> {
                    change.accept(item);
                    return BaseResponse.of(null, 200);
                }))
                .toList();
    }

    private static ItemResponse answer(Supplier<ItemResponse> work) {
        try {
            return work.get();
        } catch (EdgeException e) {
            return BaseResponse.error(null, e);
        }
    }

    /** Says that the core of tests cannot do this. */
    static EdgeException notHere(String what) {
        return new EdgeException(ErrorKind.NOT_IMPLEMENTED, "the core of this test has no " + what);
    }
}
