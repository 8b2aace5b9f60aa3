package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a profile suggests for a schema. Tables without rows suggest nothing: nothing could be proven about them. */
final class ProposalRules {
    private static final Pattern ID_NAME = Pattern.compile("(?i)(^|.*[^\\p{L}]|.*[\\p{Ll}])(id|key|code|no|nr|uuid)");
    /** A column with this share of different values was meant to be a key, and its doubles are worth showing. */
    private static final double NEARLY_UNIQUE = 0.9;
    /** As many nulls in a hundred rows are exceptions. */
    private static final double FEW_NULLS = 0.01;

    private ProposalRules() {}

    static List<Proposal> of(PlannedSchema schema, TargetSql target) {
        List<Proposal> proposals = new ArrayList<>();
        List<PlannedTable> filled = schema.tables().stream()
                .filter(table -> table.profile().rows() > 0)
                .toList();
        TypeRules types = new TypeRules(target, proposals);
        ValueRules values = new ValueRules(proposals);
        filled.forEach(types::add);
        filled.forEach(table -> nullability(table, proposals));
        filled.forEach(table -> primaryKey(table).ifPresent(proposals::add));
        for (Map.Entry<PlannedKey, Relationship> reference : schema.references().entrySet()) {
            PlannedKey key = reference.getKey();
            List<String> target0 = key.toColumns().stream()
                    .map(column -> column.profile().name())
                    .toList();
            if (key.to().profile().rows() > 0
                    && !target0.equals(key.to().profile().primaryKey())) {
                proposals.add(Proposal.uniqueKey(
                        key.to(),
                        key.toColumns(),
                        key.from().profile().name() + " refers to it",
                        Recommendation.Origin.RULE));
            }
        }
        schema.references().forEach((key, relationship) -> {
            if (key.from().profile().rows() > 0) {
                proposals.add(Proposal.foreignKey(
                        key,
                        relationship.evidence(),
                        Recommendation.Origin.RULE,
                        PlannedSchema.comparable(key) ? null : "the two sides are of different kinds of type"));
            }
        });
        filled.forEach(values::add);
        filled.forEach(table -> DependencyRules.add(table, proposals));
        filled.forEach(table -> LayoutRules.add(table, proposals));
        return proposals;
    }

    private static void nullability(PlannedTable table, List<Proposal> proposals) {
        long rows = table.profile().rows();
        for (PlannedColumn column : table.columns()) {
            long nulls = column.profile().nulls();
            if (nulls == 0) {
                proposals.add(Proposal.notNull(
                        table, column, "no nulls in " + NumberFormat.of(rows) + " rows", Recommendation.Origin.RULE));
            } else if (nulls <= FEW_NULLS * rows) {
                proposals.add(Proposal.notNull(
                        table,
                        column,
                        "hardly any nulls in " + NumberFormat.of(rows) + " rows",
                        Recommendation.Origin.RULE));
            }
        }
    }

    private static Optional<Proposal> primaryKey(PlannedTable table) {
        TableProfile profile = table.profile();
        List<String> known = profile.primaryKey();
        if (known != null) {
            return table.columns(known)
                    .map(columns -> Proposal.primaryKey(
                            table, columns, "the key that the profile found", Recommendation.Origin.RULE));
        }
        Comparator<PlannedColumn> named = Comparator.comparing(
                column -> !ID_NAME.matcher(column.profile().name()).matches());
        Optional<PlannedColumn> unique = table.columns().stream()
                .filter(column ->
                        column.profile().unique().value() && column.profile().nulls() == 0)
                .filter(column -> !column.profile().type().temporal())
                .min(named);
        return unique.or(() -> table.columns().stream()
                        .filter(column ->
                                ID_NAME.matcher(column.profile().name()).matches())
                        .filter(column -> column.profile().distinct().value()
                                >= NEARLY_UNIQUE
                                        * (profile.rows() - column.profile().nulls()))
                        .filter(column -> column.profile().distinct().value() > 1)
                        .findFirst())
                .map(column -> Proposal.primaryKey(
                        table,
                        List.of(column),
                        NumberFormat.of(column.profile().distinct().value())
                                + (column.profile().distinct().exact() ? "" : " (estimated)") + " different values in "
                                + NumberFormat.of(profile.rows()) + " rows",
                        Recommendation.Origin.RULE));
    }
}
