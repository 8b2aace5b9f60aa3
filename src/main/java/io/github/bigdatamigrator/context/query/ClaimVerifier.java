package io.github.bigdatamigrator.context.query;

import java.util.List;

/** Proves or refutes claims on the full data. */
public interface ClaimVerifier {
    /**
     * Checks all claims together. Costs at most one scan of a table for every 200 claims about single rows
     * ({@code NotNull}, {@code EveryRow}), one for all dependencies, and one for all other claims that compare rows;
     * each of these two shares one shuffle.
     *
     * @return one verdict for each claim, in the same order
     */
    List<Verdict> check(List<DataClaim> claims);

    /**
     * Checks dependencies of one table on all rows of some keys, so that those which many rows violate cost no shuffle
     * of the full data. Costs one scan; a verifier that takes no samples looks at no keys.
     *
     * @param oneIn looks at one in so many keys
     * @return one verdict for each claim, in the same order; the rows checked are those of the keys, none if no key was
     *     chosen
     */
    default List<Verdict> sample(List<DataClaim.Determines> claims, long oneIn) {
        return claims.stream().map(claim -> new Verdict(claim, 0, 0, List.of())).toList();
    }

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
