package io.selvage.contracts.command;

import io.selvage.contracts.common.BaseResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** A device service's reading of a profile from a device. One runs at a time for each device. */
@HttpExchange("/api/v3/profilescan")
public interface ProfileScanApi {

    /**
     * Starts a scan and answers with the id that its system events carry; STATUS_CONFLICT where the device is being
     * scanned or the profile exists, NOT_IMPLEMENTED where the driver cannot scan.
     *
     * @param request a {@link ProfileScanRequest} as JSON, which is looked at only where the driver can scan
     */
    @PostExchange
    BaseResponse scan(@RequestBody Map<String, @Nullable Object> request);

    /** Stops the scan of the device, if one runs; the driver is given the query. */
    @DeleteExchange("/device/name/{name}")
    BaseResponse stop(@PathVariable String name, @RequestParam MultiValueMap<String, String> options);
}
