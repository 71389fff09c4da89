package io.selvage.contracts.common;

/** The answer of the count routes. */
public record CountResponse(String apiVersion, int statusCode, long count) {

    public static CountResponse of(long count) {
        return new CountResponse(ApiVersion.V3, 200, count);
    }
}
