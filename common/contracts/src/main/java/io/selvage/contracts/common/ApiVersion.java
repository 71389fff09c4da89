package io.selvage.contracts.common;

/** The version that every DTO and bus envelope carries. */
public final class ApiVersion {

    /** The one version of EdgeX 3.x and 4.x. */
    public static final String V3 = "v3";

    /** The path before every route. */
    public static final String BASE_PATH = "/api/v3";

    private ApiVersion() {}
}
