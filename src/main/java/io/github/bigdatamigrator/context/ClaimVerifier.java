package io.github.bigdatamigrator.context;

import java.util.List;

/** Proves or refutes claims on the full data. */
public interface ClaimVerifier {
    /**
     * Checks all the claims together: at most one scan of a table for what is said of single rows ({@code NotNull},
     * {@code EveryRow}) in every 200 claims, and one for all that compares rows, which share one shuffle.
     *
     * @return one verdict for each claim, in the same order
     */
    List<Verdict> check(List<DataClaim> facts);

    /**
     * What the data says about a claim.
     *
     * @param rowsChecked rows the claim speaks of
     * @param violations rows that break it; it holds when there are none
     * @param examples up to five values that break it
     */
    record Verdict(DataClaim fact, long rowsChecked, long violations, List<String> examples) {
        public Verdict {
            examples = List.copyOf(examples);
        }

        public boolean holds() {
            return violations == 0;
        }
    }
}
