package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.CheckSql.Dialect;
import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.DataClaim;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Holds the checks of some data, the most surprising to break first. Each holds on the rows of today, and later rows
 * are expected to pass it. Immutable.
 */
public final class DataChecks {
    private final DataContext context;
    private final List<DataCheck> checks;

    private DataChecks(DataContext context, List<DataCheck> checks) {
        this.context = context;
        this.checks = checks;
    }

    /**
     * Proposes checks from the profile and keeps those that hold on the full data, in at most two scans of a table. A
     * partial profile has none, nor has a hidden column.
     *
     * @param today the day from which dates are in the future
     */
    public static DataChecks of(DataContext whole, ClaimVerifier verifier, LocalDate today) {
        DataContext context = whole.visible();
        if (context.run().partial()) {
            return new DataChecks(context, List.of());
        }
        List<DataCheck> proposed = new ArrayList<>();
        context.tables().forEach(table -> proposed.addAll(CheckRules.of(context, table, today)));
        Map<DataClaim, Boolean> holds = new LinkedHashMap<>();
        proposed.forEach(check -> claims(check).forEach(claim -> holds.put(claim, true)));
        if (!holds.isEmpty()) {
            verifier.check(List.copyOf(holds.keySet())).forEach(verdict -> holds.put(verdict.claim(), verdict.holds()));
        }
        List<DataCheck> kept = new ArrayList<>();
        for (DataCheck check : proposed) {
            List<DataClaim> claims = claims(check);
            if (check.rule() instanceof Rule.NoRow rows) {
                List<Breach> never = IntStream.range(0, claims.size())
                        .filter(i -> Boolean.TRUE.equals(holds.get(claims.get(i))))
                        .mapToObj(i -> rows.breaches().get(i))
                        .toList();
                if (!never.isEmpty()) {
                    kept.add(check.withBreaches(never));
                }
            } else if (claims.stream().allMatch(claim -> Boolean.TRUE.equals(holds.get(claim)))) {
                kept.add(check);
            }
        }
        kept.sort(Comparator.comparingDouble((DataCheck check) -> -check.surprise())
                .thenComparing(DataCheck::kind)
                .thenComparing(DataCheck::name));
        return new DataChecks(context, kept);
    }

    /** What the full data must prove, one claim for each breach; counts and ranges of the profile are exact. */
    private static List<DataClaim> claims(DataCheck check) {
        String table = check.table().sqlName();
        if (check.rule() instanceof Rule.Unique) {
            return List.of(new DataClaim.Unique(table, sqlNames(check.columns())));
        } else if (check.rule() instanceof Rule.Included included) {
            return List.of(new DataClaim.Included(
                    table, sqlNames(check.columns()), included.to().sqlName(), sqlNames(included.toColumns())));
        } else if (check.rule() instanceof Rule.NoRow rows) {
            return rows.breaches().stream()
                    .map(breach ->
                            never(table, breach.columns(), breach.condition().in(Dialect.VIEWS)))
                    .toList();
        } else if (check.rule() instanceof Rule.Allowed) {
            return List.of(never(table, check.columns(), CheckSql.violatingRow(check, Dialect.VIEWS)));
        }
        return List.of();
    }

    private static DataClaim never(String table, List<ColumnProfile> columns, String condition) {
        return new DataClaim.EveryRow(table, sqlNames(columns), "NOT (" + condition + ")");
    }

    private static List<String> sqlNames(List<ColumnProfile> columns) {
        return columns.stream().map(ColumnProfile::sqlName).toList();
    }

    /** The number of checks. */
    public int size() {
        return checks.size();
    }

    /** One line for each check, with the figures that justify it. */
    public List<String> lines() {
        return checks.stream()
                .map(check -> check.table().name() + ": " + check.text() + " (" + check.reason() + ")")
                .toList();
    }

    /**
     * The main file of a format.
     *
     * @param title of the data, for people
     */
    public String text(CheckFormat format, String title) {
        return switch (format) {
            case DBT -> DbtChecks.yaml(context, checks, title);
            case ODCS -> OdcsChecks.yaml(context, checks, title);
            case SQL -> SqlChecks.script(checks, title);
        };
    }

    /** The files of a format by their paths, the main file first. */
    public Map<String, String> files(CheckFormat format, String title) {
        Map<String, String> files = new LinkedHashMap<>();
        String text = text(format, title);
        switch (format) {
            case DBT -> {
                files.put("checks.yml", text);
                files.put(DbtChecks.GENERIC_TESTS_FILE, DbtChecks.GENERIC_TESTS);
            }
            case ODCS -> files.put("checks.odcs.yaml", text);
            case SQL -> files.put("checks.sql", text);
        }
        return files;
    }
}
