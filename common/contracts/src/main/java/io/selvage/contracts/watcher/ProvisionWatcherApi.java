package io.selvage.contracts.watcher;

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

/** Provision watchers in core-metadata. Batches answer one item a request, in order. */
@HttpExchange("/api/v3/provisionwatcher")
public interface ProvisionWatcherApi {

    /** Adds the watchers; ENTITY_DOES_NOT_EXIST where one names an unknown profile. Its service need not exist. */
    @PostExchange
    List<ItemResponse> add(@RequestBody List<AddProvisionWatcherRequest> requests);

    @PatchExchange
    List<ItemResponse> update(@RequestBody List<UpdateProvisionWatcherRequest> requests);

    /**
     * A page of the watchers.
     *
     * @param labels comma-separated; a watcher must have all of them
     */
    @GetExchange("/all")
    MultiProvisionWatchersResponse all(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String labels);

    @GetExchange("/name/{name}")
    ProvisionWatcherResponse byName(@PathVariable String name);

    /** The watchers whose devices get the profile; none where there is no such profile. */
    @GetExchange("/profile/name/{name}")
    MultiProvisionWatchersResponse byProfile(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** The watchers of a device service; none where there is no such service. */
    @GetExchange("/service/name/{name}")
    MultiProvisionWatchersResponse byService(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    @DeleteExchange("/name/{name}")
    BaseResponse delete(@PathVariable String name);
}
