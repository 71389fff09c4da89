package io.selvage.device.sdk.testing.metadata;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.watcher.AddProvisionWatcherRequest;
import io.selvage.contracts.watcher.MultiProvisionWatchersResponse;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.contracts.watcher.ProvisionWatcherResponse;
import io.selvage.contracts.watcher.UpdateProvisionWatcherRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TestWatcherController implements ProvisionWatcherApi {

    private final TestMetadata metadata;

    TestWatcherController(TestMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public List<ItemResponse> add(List<AddProvisionWatcherRequest> requests) {
        return requests.stream()
                .map(request -> {
                    var watcher = request.provisionWatcher();
                    metadata.calls().add("POST provisionwatcher " + watcher.name());
                    metadata.put(watcher);
                    return (ItemResponse) BaseWithIdResponse.created(null, "id");
                })
                .toList();
    }

    @Override
    public MultiProvisionWatchersResponse byService(String name, @Nullable String offset, @Nullable String limit) {
        var all = metadata.watchers().values().stream()
                .filter(watcher -> watcher.serviceName().equals(name))
                .toList();
        var start = Integer.parseInt(String.valueOf(offset));
        metadata.pageRead();
        return MultiProvisionWatchersResponse.of(
                all.size(), all.stream().skip(start).limit(1).toList());
    }

    @Override
    public List<ItemResponse> update(List<UpdateProvisionWatcherRequest> requests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiProvisionWatchersResponse all(
            @Nullable String offset, @Nullable String limit, @Nullable String labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProvisionWatcherResponse byName(String name) {
        return ProvisionWatcherResponse.of(TestMetadata.found(metadata.watchers(), name));
    }

    @Override
    public MultiProvisionWatchersResponse byProfile(String name, @Nullable String offset, @Nullable String limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseResponse delete(String name) {
        throw new UnsupportedOperationException();
    }
}
