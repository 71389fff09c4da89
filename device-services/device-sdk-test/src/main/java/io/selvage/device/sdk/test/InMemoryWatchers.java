package io.selvage.device.sdk.test;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.watcher.AddProvisionWatcherRequest;
import io.selvage.contracts.watcher.MultiProvisionWatchersResponse;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.contracts.watcher.ProvisionWatcherResponse;
import io.selvage.contracts.watcher.UpdateProvisionWatcherRequest;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Provision watchers as core-metadata answers for them. */
final class InMemoryWatchers implements ProvisionWatcherApi {

    private final InMemoryCore core;

    InMemoryWatchers(InMemoryCore core) {
        this.core = core;
    }

    @Override
    public List<ItemResponse> add(List<AddProvisionWatcherRequest> requests) {
        return Batches.adding(requests, request -> {
            core.watchers.requireFree(request.provisionWatcher().name());
            core.put(request.provisionWatcher());
            return InMemoryCore.newId();
        });
    }

    @Override
    public List<ItemResponse> update(List<UpdateProvisionWatcherRequest> requests) {
        return Batches.changing(requests, request -> {
            var change = request.provisionWatcher();
            core.put(change.appliedTo(core.watchers.get(String.valueOf(change.name()))));
        });
    }

    @Override
    public MultiProvisionWatchersResponse all(
            @Nullable String offset, @Nullable String limit, @Nullable String labels) {
        return page(_ -> true, offset, limit);
    }

    @Override
    public ProvisionWatcherResponse byName(String name) {
        return ProvisionWatcherResponse.of(core.watchers.get(name));
    }

    @Override
    public MultiProvisionWatchersResponse byProfile(String name, @Nullable String offset, @Nullable String limit) {
        return page(watcher -> name.equals(watcher.discoveredDevice().profileName()), offset, limit);
    }

    @Override
    public MultiProvisionWatchersResponse byService(String name, @Nullable String offset, @Nullable String limit) {
        return page(watcher -> name.equals(watcher.serviceName()), offset, limit);
    }

    private MultiProvisionWatchersResponse page(
            Predicate<ProvisionWatcher> wanted, @Nullable String offset, @Nullable String limit) {
        return core.watchers.page(wanted, offset, limit, MultiProvisionWatchersResponse::of);
    }

    @Override
    public BaseResponse delete(String name) {
        core.removeWatcher(name);
        return BaseResponse.of(null, 200);
    }
}
