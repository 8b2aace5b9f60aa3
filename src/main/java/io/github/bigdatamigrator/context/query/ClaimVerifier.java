package io.github.bigdatamigrator.context.query;

import java.util.List;

/** Proves or refutes claims on the full data. */
public interface ClaimVerifier {
    /**
     * Checks all claims together. Costs at most one scan of a table for every 200 claims about single rows
     * ({@code NotNull}, {@code EveryRow}), and one for all claims that compare rows, which share one shuffle.
     *
     * @return one verdict for each claim, in the same order
     */
    List<Verdict> check(List<DataClaim> claims);

    /**
     * The result of checking a claim.
     *
     * @param rowsChecked rows that the claim is about
     * @param violations rows that violate it; the claim holds when there are none
     * @param examples up to five values that violate it
     */
    record Verdict(DataClaim claim, long rowsChecked, long violations, List<String> examples) {
        public Verdict {
            examples = List.copyOf(examples);
        }

        public boolean holds() {
            return violations == 0;
        }
    }
}
