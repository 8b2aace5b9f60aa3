package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Proposes what the profile suggests; nothing about tables without rows, on which nothing could be verified. */
final class ProposalRules {
    private static final Pattern ID_NAME = Pattern.compile("(?i)(^|.*[^\\p{L}]|.*[\\p{Ll}])(id|key|code|no|nr|uuid)");
    private static final double FEW_NULLS = 0.01; // with at most this share, probably meant as NOT NULL
    /** A column with this share of distinct values was probably meant as a key, so that its duplicates are shown. */
    private static final double NEARLY_UNIQUE = 0.9;

    private ProposalRules() {}

    static List<Proposal> of(PlannedSchema schema, TargetSql target) {
        List<Proposal> proposals = new ArrayList<>();
        List<PlannedTable> filled =
                schema.tables().stream().filter(table -> table.rows() > 0).toList();
        TypeRules types = new TypeRules(target, proposals);
        ValueRules values = new ValueRules(proposals);
        filled.forEach(types::add);
        filled.forEach(table -> {
            Optional<Proposal> key = primaryKey(table);
            key.ifPresent(proposals::add);
            nullability(table, key.map(Proposal::columns).orElse(List.of()), proposals);
        });
        for (PlannedKey key : schema.references().keySet()) {
            List<String> referenced =
                    key.toColumns().stream().map(PlannedColumn::name).toList();
            if (key.to().rows() > 0 && !referenced.equals(key.to().profile().primaryKey())) {
                proposals.add(Proposal.uniqueKey(
                        key.to(), key.toColumns(), key.from().name() + " refers to it", Origin.RULE));
            }
        }
        schema.references().forEach((key, relationship) -> {
            if (key.from().rows() > 0) {
                proposals.add(Proposal.foreignKey(key, relationship.evidence(), Origin.RULE));
            }
        });
        filled.forEach(values::add);
        filled.forEach(table -> DependencyRules.add(table, proposals));
        filled.forEach(table -> LayoutRules.add(table, proposals));
        return proposals;
    }

    /** @param key columns whose key says already that they have no nulls */
    private static void nullability(PlannedTable table, List<PlannedColumn> key, List<Proposal> proposals) {
        for (PlannedColumn column : table.columns()) {
            if (key.contains(column)) {
                continue;
            }
            long nulls = column.profile().nulls();
            if (nulls <= FEW_NULLS * table.rows()) {
                String few = nulls == 0 ? "no nulls in " : "hardly any nulls in ";
                proposals.add(Proposal.requiringValues(
                        Kind.NULLABILITY, table, column, few + NumberFormat.of(table.rows()) + " rows", Origin.RULE));
            }
        }
    }

    private static Optional<Proposal> primaryKey(PlannedTable table) {
        List<String> known = table.profile().primaryKey();
        if (table.profile().keyUndecided()) {
            return Optional.empty();
        }
        if (known != null) {
            return table.columns(known)
                    .map(columns -> Proposal.primaryKey(table, columns, "the key that the profile found", Origin.RULE));
        }
        Optional<PlannedColumn> unique = table.columns().stream()
                .filter(column -> isIdName(column)
                        && column.profile().unique().value()
                        && column.profile().nulls() == 0
                        && !column.sourceType().temporal())
                .findFirst();
        return unique.or(() -> table.columns().stream()
                        .filter(column -> isIdName(column) && nearlyUnique(column, table.rows()))
                        .findFirst())
                .map(column -> Proposal.primaryKey(
                        table,
                        List.of(column),
                        NumberFormat.of(column.distinct())
                                + (column.profile().distinct().exact() ? "" : " (estimated)") + " different values in "
                                + NumberFormat.of(table.rows()) + " rows",
                        Origin.RULE));
    }

    private static boolean nearlyUnique(PlannedColumn column, long rows) {
        long values = rows - column.profile().nulls();
        return column.distinct() >= NEARLY_UNIQUE * values && column.distinct() > 1;
    }

    private static boolean isIdName(PlannedColumn column) {
        return ID_NAME.matcher(column.name()).matches();
    }
}
