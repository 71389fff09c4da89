package io.selvage.metadata.watcher;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.watcher.AddProvisionWatcherRequest;
import io.selvage.contracts.watcher.MultiProvisionWatchersResponse;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.contracts.watcher.ProvisionWatcherResponse;
import io.selvage.contracts.watcher.UpdateProvisionWatcherRequest;
import io.selvage.metadata.store.Listed;
import io.selvage.service.Batch;
import io.selvage.service.Labels;
import io.selvage.service.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WatcherController implements ProvisionWatcherApi {

    private final Watchers watchers;
    private final Pages pages;

    WatcherController(Watchers watchers, Pages pages) {
        this.watchers = watchers;
        this.pages = pages;
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> add(List<AddProvisionWatcherRequest> requests) {
        return Batch.items(
                requests,
                AddProvisionWatcherRequest::requestId,
                request -> BaseWithIdResponse.created(request.requestId(), watchers.add(request.provisionWatcher())));
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> update(List<UpdateProvisionWatcherRequest> requests) {
        return Batch.items(requests, UpdateProvisionWatcherRequest::requestId, request -> {
            watchers.update(request.provisionWatcher());
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    public MultiProvisionWatchersResponse all(
            @Nullable String offset, @Nullable String limit, @Nullable String labels) {
        return answer(watchers.list(pages.of(offset, limit), Labels.of(labels)));
    }

    @Override
    public ProvisionWatcherResponse byName(String name) {
        return ProvisionWatcherResponse.of(watchers.get(name));
    }

    @Override
    public MultiProvisionWatchersResponse byProfile(String name, @Nullable String offset, @Nullable String limit) {
        return answer(watchers.ofProfile(name, pages.of(offset, limit)));
    }

    @Override
    public MultiProvisionWatchersResponse byService(String name, @Nullable String offset, @Nullable String limit) {
        return answer(watchers.ofService(name, pages.of(offset, limit)));
    }

    private static MultiProvisionWatchersResponse answer(Listed<ProvisionWatcher> found) {
        return MultiProvisionWatchersResponse.of(found.total(), found.items());
    }

    @Override
    public BaseResponse delete(String name) {
        watchers.delete(name);
        return BaseResponse.of(null, 200);
    }
}
