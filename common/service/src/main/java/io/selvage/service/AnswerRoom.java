package io.selvage.service;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Memory for large answers, out of the budget for bodies, so that many of them at once do not end the process. */
public final class AnswerRoom {

    static final String SHARE = AnswerRoom.class.getName();

    private AnswerRoom() {}

    /**
     * Takes so many bytes until the request of this thread is answered; waits while others have them.
     *
     * @throws io.selvage.contracts.error.EdgeException LIMIT_EXCEEDED where there never is so much memory,
     *     SERVICE_UNAVAILABLE where the others take too long
     */
    public static void take(long bytes) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(SHARE, RequestAttributes.SCOPE_REQUEST) instanceof BodyBudget.Share share) {
            share.coverAnswer(bytes);
        }
    }
}
