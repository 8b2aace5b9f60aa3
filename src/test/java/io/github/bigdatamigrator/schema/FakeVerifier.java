package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A verifier for which every claim holds except those that a test refutes. */
final class FakeVerifier implements ClaimVerifier {
    private final Map<DataClaim, Verdict> refuted = new HashMap<>();
    final List<DataClaim> checked = new ArrayList<>();
    int calls;

    void refute(DataClaim fact, long violations, String example) {
        refuted.put(fact, new Verdict(fact, 1200, violations, List.of(example)));
    }

    @Override
    public List<Verdict> check(List<DataClaim> facts) {
        calls++;
        checked.addAll(facts);
        return facts.stream()
                .map(fact -> refuted.getOrDefault(fact, new Verdict(fact, 1200, 0, List.of())))
                .toList();
    }

    /** Accepts every statement and runs none. */
    static final class AcceptingEngine implements QueryEngine {
        @Override
        public QueryResult run(String sql) {
            throw new AssertionError("planning does not run queries: " + sql);
        }

        final List<String> checked = new ArrayList<>();

        @Override
        public void check(String sql) {
            checked.add(sql);
        }

        @Override
        public void cancel() {}
    }
}
