package io.github.bigdatamigrator.query;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Creates the exceptions of refused and failed statements, with messages for the user and the model. */
final class QueryRefusal {
    private static final int NAMES_SHOWN = 12;

    private QueryRefusal() {}

    /** Refuses a statement that is not a bounded read of the conversation's tables. */
    static MigratorException refused(String message) {
        return new MigratorException(ErrorCode.QUERY_REFUSED, message);
    }

    /** Fails a read that is wrong; the model can repair it. */
    static MigratorException failed(String message) {
        return new MigratorException(ErrorCode.QUERY_FAILED, message);
    }

    static MigratorException notASelect(String what, Collection<String> tables) {
        return refused("Only reading is allowed here; this statement asks for " + what + ". Ask with a SELECT on: "
                + listNames(tables) + ".");
    }

    static String listNames(Collection<String> names) {
        if (names.isEmpty()) {
            return "(no tables)";
        }
        String shown = names.stream().sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + " and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }
}
