package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import java.util.function.IntFunction;

/** Recalls for one question, as the model's window allows: where older turns take too much of it, they are compressed first. */
final class Recollection {
    private final Recall now;
    private final IntFunction<Recall> within;

    private Recollection(Recall now, IntFunction<Recall> within) {
        this.now = now;
        this.within = within;
    }

    /** @param within compresses where it must and recalls again, for a window of so many tokens */
    static Recollection of(Recall now, IntFunction<Recall> within) {
        return new Recollection(now, within);
    }

    static Recollection nothing(String question, DataContext context) {
        Recall recall = Recall.nothing(question, context);
        return new Recollection(recall, window -> recall);
    }

    /** Without a look at any window. */
    Recall now() {
        return now;
    }

    Recall within(int windowTokens) {
        return within.apply(windowTokens);
    }
}
