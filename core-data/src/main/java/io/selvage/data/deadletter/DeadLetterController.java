package io.selvage.data.deadletter;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.event.DeadLetterApi;
import io.selvage.contracts.event.MultiDeadLettersResponse;
import io.selvage.service.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeadLetterController implements DeadLetterApi {

    private final DeadLetters letters;
    private final Pages pages;

    DeadLetterController(DeadLetters letters, Pages pages) {
        this.letters = letters;
        this.pages = pages;
    }

    @Override
    public MultiDeadLettersResponse all(@Nullable String offset, @Nullable String limit) {
        return letters.list(pages.of(offset, limit));
    }

    @Override
    public BaseResponse deleteAll() {
        letters.deleteAll();
        return BaseResponse.of(null, 200);
    }
}
