package io.selvage.contracts.deviceservice;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Device services in core-metadata. Batches answer one item a request, in order. */
@HttpExchange("/api/v3/deviceservice")
public interface DeviceServiceApi {

    @PostExchange
    List<ItemResponse> add(@RequestBody List<AddDeviceServiceRequest> requests);

    @PatchExchange
    List<ItemResponse> update(@RequestBody List<UpdateDeviceServiceRequest> requests);

    /**
     * A page of the device services.
     *
     * @param labels comma-separated; a service must have all of them
     */
    @GetExchange("/all")
    MultiDeviceServicesResponse all(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String labels);

    @GetExchange("/name/{name}")
    DeviceServiceResponse byName(@PathVariable String name);

    /** Deletes the record of the service; STATUS_CONFLICT where devices or provision watchers name it. */
    @DeleteExchange("/name/{name}")
    BaseResponse delete(@PathVariable String name);
}
