package io.github.bigdatamigrator.migration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the rows of a loaded table differ from those of its source.
 *
 * @param differences rows that are missing, extra or changed
 * @param rules by which cells that are stored differently are equal, in words
 * @param examples some differences, in words
 */
public record TableProof(long differences, List<String> rules, List<String> examples) {
    public TableProof {
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
    }

    /** Compares a loaded table with its source. */
    public interface Prover {
        /**
         * Reads both tables; null if it cannot tell.
         *
         * @param source SQL name of the table in the data
         * @param target location of the loaded table, as a user would name it
         */
        @Nullable
        TableProof prove(String source, String target);
    }
}
