package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Data of a shop whose engine accepts what a test does not refuse, and whose claims hold unless a test refutes them.
 */
public final class FakeData implements QueryEngine, ClaimVerifier {
    /** Receipts with their shops, and a table that is named by two words. */
    public static final DataContext SHOP = Profiles.context(
            List.of(
                    Profiles.table(
                            "receipts",
                            100,
                            List.of("receipt_id"),
                            List.of(
                                    Profiles.column("receipt_id", ColumnType.BIGINT, 100),
                                    Profiles.column("shop_id", ColumnType.BIGINT, 10),
                                    Profiles.column("sold_on", ColumnType.DATE, 50),
                                    Profiles.column("pieces", ColumnType.BIGINT, 9),
                                    Profiles.column("price", ColumnType.decimal(8, 2), 40),
                                    Profiles.column("card", ColumnType.STRING, 90))),
                    Profiles.table(
                            "shops",
                            10,
                            List.of("shop_id"),
                            List.of(
                                    Profiles.column("shop_id", ColumnType.BIGINT, 10),
                                    Profiles.column("city", ColumnType.STRING, 7),
                                    Profiles.column("state", ColumnType.STRING, 3))),
                    Profiles.table(
                            "stock moves",
                            30,
                            null,
                            List.of(
                                    Profiles.column("shop_id", ColumnType.BIGINT, 10),
                                    Profiles.column("moved", ColumnType.BIGINT, 12)))),
            List.of(Profiles.edge("receipts", "shop_id", "shops", "shop_id")));

    final List<String> ran = new ArrayList<>();
    final List<DataClaim> claimed = new ArrayList<>();
    private final Map<DataClaim, Verdict> refuted = new HashMap<>();
    private String refused = "\u0000";

    /** Statements with this text fail. */
    FakeData refusing(String text) {
        refused = text;
        return this;
    }

    FakeData refuting(DataClaim claim, long violations) {
        refuted.put(claim, new Verdict(claim, 100, violations, List.of("7")));
        return this;
    }

    static DataContext with(Relationship... edges) {
        return SHOP.withRelationships(List.of(edges));
    }

    @Override
    public QueryResult run(String sql) {
        ran.add(sql);
        if (sql.contains(refused)) {
            throw new MigratorException(ErrorCode.QUERY_FAILED, "[CAST_INVALID_INPUT] a text is no number.");
        }
        return new QueryResult(
                sql,
                List.of("n", "m"),
                List.of(ColumnType.BIGINT, ColumnType.BIGINT),
                List.of(List.of(4L, 3L)),
                false,
                0,
                null);
    }

    @Override
    public void check(String sql) {
        run(sql);
    }

    @Override
    public void cancel() {}

    @Override
    public List<Verdict> check(List<DataClaim> claims) {
        claimed.addAll(claims);
        return claims.stream()
                .map(claim -> refuted.getOrDefault(claim, new Verdict(claim, 100, 0, List.of())))
                .toList();
    }
}
