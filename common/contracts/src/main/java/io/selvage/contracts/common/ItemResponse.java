package io.selvage.contracts.common;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One element of a 207 array: with an id where something was created, without one otherwise. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION, defaultImpl = BaseResponse.class)
@com.fasterxml.jackson.annotation.JsonSubTypes({
    @com.fasterxml.jackson.annotation.JsonSubTypes.Type(BaseResponse.class),
    @com.fasterxml.jackson.annotation.JsonSubTypes.Type(BaseWithIdResponse.class)
})
public sealed interface ItemResponse permits BaseResponse, BaseWithIdResponse {

    @Nullable
    String requestId();

    @Nullable
    String message();

    int statusCode();
}
