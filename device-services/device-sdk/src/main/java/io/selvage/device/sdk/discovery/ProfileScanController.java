package io.selvage.device.sdk.discovery;

import io.selvage.contracts.command.ProfileScanApi;
import io.selvage.contracts.command.ProfileScanRequest;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.CorrelationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** Scans of devices for their profiles over REST. */
@RestController
final class ProfileScanController implements ProfileScanApi {

    private final ProfileScans scans;

    ProfileScanController(ProfileScans scans) {
        this.scans = scans;
    }

    @Override
    @ResponseStatus(HttpStatus.ACCEPTED)
    public BaseResponse scan(@RequestBody(required = false) @Nullable Map<String, @Nullable Object> json) {
        var scanning = scans.require("Profile scan");
        var request = request(json == null ? Map.of() : json);
        var given = request.requestId();
        var id = given == null || given.isEmpty() ? CorrelationId.current() : given;
        scans.start(scanning, request, id);
        return new BaseResponse(ApiVersion.V3, id, "Device ProfileScan is triggered.", HttpStatus.ACCEPTED.value());
    }

    private static ProfileScanRequest request(Map<String, @Nullable Object> json) {
        try {
            return EdgeJson.mapper().convertValue(json, ProfileScanRequest.class);
        } catch (JacksonException e) {
            var reason = EdgeException.of(e, ErrorKind.CONTRACT_INVALID).text();
            throw Required.invalid("failed to parse request body -> " + reason);
        }
    }

    @Override
    public BaseResponse stop(String name, MultiValueMap<String, String> options) {
        scans.stop(scans.require("Stop profile scan"), name, options);
        return BaseResponse.of(null, HttpStatus.OK.value());
    }
}
