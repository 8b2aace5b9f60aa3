package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Misfits;
import io.github.bigdatamigrator.migration.MigrationPlan.Reference;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verifies on the full data what a plan claims: types, NOT NULL, keys, foreign keys and checks. */
final class PlanProof {
    private final DataContext data;
    private final MigrationPlan plan;
    /** What each claim says, in words. */
    private final Map<DataClaim, String> claims = new LinkedHashMap<>();
    /** The claims about single cells of tables whose misfits are rejected. */
    private final Map<DataClaim, Table> rejectable = new LinkedHashMap<>();

    private PlanProof(DataContext data, MigrationPlan plan) {
        this.data = data;
        this.plan = plan;
    }

    /**
     * Verifies a plan; costs two scans of a table.
     *
     * @return a note for each column of which rows will be rejected
     * @throws MigratorException BAD_INPUT if the data refutes a claim
     */
    static List<String> of(DataContext data, MigrationPlan plan, ClaimVerifier verifier) {
        PlanProof proof = new PlanProof(data, plan);
        plan.tables().forEach(proof::add);
        List<String> notes = new ArrayList<>();
        List<String> refuted = new ArrayList<>();
        if (!proof.claims.isEmpty()) {
            for (Verdict verdict : verifier.check(List.copyOf(proof.claims.keySet()))) {
                if (!verdict.holds()) {
                    String found =
                            proof.claims.get(verdict.claim()) + " (" + NumberFormat.of(verdict.violations()) + " of "
                                    + NumberFormat.count(verdict.rowsChecked(), "row")
                                    + (verdict.examples().isEmpty()
                                            ? ")"
                                            : ", such as " + String.join(", ", verdict.examples()) + ")");
                    (proof.rejectable.containsKey(verdict.claim()) ? notes : refuted).add(found);
                }
            }
        }
        if (!refuted.isEmpty()) {
            throw MigratorException.badInput("The data refutes the plan; nothing was created. "
                    + String.join("; ", refuted) + ". Change the plan, or set “misfits: reject” for a table whose rows"
                    + " that do not fit may be left out.");
        }
        return notes.stream().map(note -> note + " will be rejected").toList();
    }

    private void add(Table table) {
        TableProfile profile = SchemaNames.profile(data, table.source());
        for (Column column : table.columns()) {
            ColumnType from = SourceRows.type(profile, column);
            String view = column.asWritten() ? OriginalText.name(table.source()) : table.source();
            String condition = column.type().fits(SqlIdentifiers.quote(column.view()), from);
            String place = table.source() + "." + column.source();
            if (!condition.equals("true")) {
                cell(
                        table,
                        new DataClaim.EveryRow(view, List.of(column.view()), condition),
                        place + " is not everywhere a " + SchemaNames.type(column.type()));
            }
            if (column.notNull() && !table.primaryKey().contains(column.source())) {
                cell(table, new DataClaim.NotNull(view, column.view()), place + " is not everywhere present");
            }
        }
        for (List<String> key : SchemaNames.keys(table)) {
            claims.put(new DataClaim.Unique(table.source(), key), table.source() + " " + key + " is not unique");
            if (key.equals(table.primaryKey())) {
                key.forEach(column -> claims.put(
                        new DataClaim.NotNull(table.source(), column),
                        table.source() + "." + column + " is not everywhere present, as a primary key must be"));
            }
        }
        for (RowCheck check : table.checks()) {
            check.sql(SqlIdentifiers::quote, SqlLiterals::quote)
                    .ifPresent(condition -> claims.put(
                            new DataClaim.EveryRow(table.source(), check.columns(), condition),
                            table.source() + " does not everywhere meet " + condition));
        }
        table.references().forEach(reference -> reference(table, reference));
    }

    private void cell(Table table, DataClaim claim, String words) {
        claims.put(claim, words);
        if (table.misfits() == Misfits.REJECT) {
            rejectable.put(claim, table);
        }
    }

    private void reference(Table table, Reference reference) {
        Table parent = plan.tables().stream()
                .filter(one -> one.source().equals(reference.table()))
                .findFirst()
                .orElseThrow(() -> MigratorException.badInput("The plan has no table " + reference.table()
                        + ", to which " + table.source() + " refers. Remove the foreign key."));
        for (int i = 0; i < reference.columns().size(); i++) {
            TargetType one = table.column(reference.columns().get(i)).type();
            TargetType other = parent.column(reference.toColumns().get(i)).type();
            if (one.kind() != other.kind()) {
                throw MigratorException.badInput("The foreign key " + table.source() + " " + reference.columns()
                        + " compares " + SchemaNames.type(one) + " with " + SchemaNames.type(other)
                        + ". Give both columns one type in the plan, or remove the foreign key.");
            }
        }
        claims.put(
                new DataClaim.Included(table.source(), reference.columns(), parent.source(), reference.toColumns()),
                "not every " + table.source() + " " + reference.columns() + " is in " + parent.source());
    }
}
