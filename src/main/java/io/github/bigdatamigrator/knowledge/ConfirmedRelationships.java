package io.github.bigdatamigrator.knowledge;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.quote;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Cardinality;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures the relationships and keys that people confirm on the full data. */
record ConfirmedRelationships(QueryEngine queries, ClaimVerifier claims) {
    /** Failures that are due to the statement: another one may run. */
    static final Set<ErrorCode> OF_STATEMENT =
            Set.of(ErrorCode.QUERY_FAILED, ErrorCode.QUERY_REFUSED, ErrorCode.QUERY_TIMEOUT);

    private static final String CONFIRMED = "confirmed by a person";

    /** A relationship of the profile, now certain. */
    Relationship known(Relationship edge) {
        String evidence = edge.evidence().contains(CONFIRMED) ? edge.evidence() : edge.evidence() + "; " + CONFIRMED;
        return edge.confirmed(1, evidence);
    }

    /** The relationship with its figures, or as text what refutes it. */
    Object measured(Correction correction) {
        List<String> from = names(correction.fromColumns());
        List<String> to = names(correction.toColumns());
        String child = correction.from().sqlName();
        String parent = correction.to().sqlName();
        List<Verdict> verdicts = claims.check(List.of(
                new DataClaim.Included(child, from, parent, to),
                new DataClaim.Unique(parent, to),
                new DataClaim.Unique(child, from)));
        Verdict included = verdicts.get(0);
        Verdict key = verdicts.get(1);
        if (!key.holds()) {
            return correction.to().name() + " has " + NumberFormat.count(key.violations(), "row")
                    + " that share their " + columns(correction.toColumns()) + " with another one, such as "
                    + String.join(", ", key.examples());
        }
        if (included.rowsChecked() == 0 || included.violations() >= included.rowsChecked()) {
            return included.rowsChecked() == 0
                    ? correction.from().name() + " has no row with a value there"
                    : "no value of " + correction.from().name() + "." + columns(correction.fromColumns()) + " is in "
                            + correction.to().name();
        }
        double rows = 1 - (double) included.violations() / included.rowsChecked();
        return new Relationship(
                correction.from().name(),
                correction.fromColumns().stream().map(ColumnProfile::name).toList(),
                correction.to().name(),
                correction.toColumns().stream().map(ColumnProfile::name).toList(),
                verdicts.get(2).holds() ? Cardinality.ONE_TO_ONE : Cardinality.MANY_TO_ONE,
                included.holds() ? 1 : distinctShare(child, from, parent, to, rows),
                rows,
                included.violations(),
                included.examples(),
                1,
                CONFIRMED + "; measured on the data",
                null);
    }

    /** The share of the child's distinct values that the parent has; that of its rows if it cannot be counted. */
    private double distinctShare(String child, List<String> from, String parent, List<String> to, double otherwise) {
        List<String> on = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            on.add("c." + quote(from.get(i)) + " = p." + quote(to.get(i)));
        }
        String columns = from.stream().map(name -> quote(name)).collect(Collectors.joining(", "));
        String present = from.stream().map(name -> quote(name) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        String sql = "SELECT count(*) AS all_values, count(p." + quote(to.get(0)) + ") AS found FROM (SELECT DISTINCT "
                + columns + " FROM " + quote(child) + " WHERE " + present + ") AS c LEFT JOIN " + quote(parent)
                + " AS p ON " + String.join(" AND ", on);
        try {
            List<Object> row = List.copyOf(queries.run(sql).rows().get(0));
            double all = ((Number) row.get(0)).doubleValue();
            return all == 0 ? otherwise : ((Number) row.get(1)).doubleValue() / all;
        } catch (MigratorException e) {
            if (!OF_STATEMENT.contains(e.code())) {
                throw e;
            }
            return otherwise;
        }
    }

    /** What refutes a key; empty if nothing does. */
    static String keyFault(TableProfile table, List<ColumnProfile> columns, ClaimVerifier claims) {
        List<DataClaim> asked = new ArrayList<>(List.of(new DataClaim.Unique(table.sqlName(), names(columns))));
        columns.forEach(column -> asked.add(new DataClaim.NotNull(table.sqlName(), column.sqlName())));
        for (Verdict verdict : claims.check(asked)) {
            if (!verdict.holds()) {
                return NumberFormat.count(verdict.violations(), "row")
                        + (verdict.claim() instanceof DataClaim.Unique
                                ? " of " + table.name() + " share it with another one, such as "
                                        + String.join(", ", verdict.examples())
                                : " of " + table.name() + " have no value in it");
            }
        }
        return "";
    }

    private static List<String> names(List<ColumnProfile> columns) {
        return columns.stream().map(ColumnProfile::sqlName).toList();
    }

    private static String columns(List<ColumnProfile> columns) {
        return columns.stream().map(ColumnProfile::name).collect(Collectors.joining(", "));
    }
}
