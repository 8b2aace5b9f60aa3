package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a verified proposal for the schema of a target.
 *
 * @param recommendations by table, parents first, those with the most effect first; then the refuted ones
 * @param ddl statements that make the schema with the chosen recommendations, parents first
 * @param ddlParts the pieces of which the DDL of any choice consists
 * @param tables the tables of the DDL, in its order
 * @param notes what the target does not support, and what is done instead
 * @param model the model that proposed, or null
 */
public record SchemaPlan(
        SchemaTarget target,
        List<Recommendation> recommendations,
        String ddl,
        List<DdlPart> ddlParts,
        List<TargetTable> tables,
        List<String> notes,
        @Nullable String model,
        boolean fallbackUsed) {
    public SchemaPlan {
        recommendations = List.copyOf(recommendations);
        ddlParts = List.copyOf(ddlParts);
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /**
     * Copies the plan with other recommendations chosen; the DDL and the types of the tables follow. What depends on
     * one that is not chosen, as a reference depends on the key that it refers to, is left out too.
     */
    public SchemaPlan choose(Predicate<Recommendation> wanted) {
        Set<String> optional =
                ddlParts.stream().flatMap(part -> part.requires().stream()).collect(Collectors.toSet());
        Set<String> chosen = recommendations.stream()
                .filter(recommendation -> optional.contains(recommendation.id()) && wanted.test(recommendation))
                .map(Recommendation::id)
                .collect(Collectors.toSet());
        for (DdlPart part : ddlParts) {
            if (!chosen.containsAll(part.requires())) {
                chosen.remove(part.requires().get(0));
            }
        }
        return new SchemaPlan(
                target,
                recommendations.stream()
                        .map(recommendation -> recommendation.chosen(chosen.contains(recommendation.id())))
                        .toList(),
                DdlPart.render(ddlParts, chosen),
                ddlParts,
                tables.stream().map(table -> table.choose(chosen)).toList(),
                notes,
                model,
                fallbackUsed);
    }

    /** Whether the DDL can have the recommendation. */
    public boolean isOptional(Recommendation recommendation) {
        return ddlParts.stream().anyMatch(part -> part.requires().contains(recommendation.id()));
    }

    /**
     * A table of the target, its quoted name there, and the view that it is loaded from ({@code sqlName}); bytes of the
     * source files; the constraints that the DDL can have.
     */
    public record TargetTable(
            String table,
            String sqlName,
            String target,
            long rows,
            long bytes,
            List<TargetColumn> columns,
            List<TargetConstraint> constraints) {
        public TargetTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }

        private TargetTable choose(Set<String> chosen) {
            return new TargetTable(
                    table,
                    sqlName,
                    target,
                    rows,
                    bytes,
                    columns.stream().map(column -> column.choose(chosen)).toList(),
                    constraints);
        }

        /**
         * A column as in the file, in the view, in the target without and with quotes, and its type in the target's
         * dialect as chosen: {@code typePart} is the piece of the DDL.
         */
        public record TargetColumn(
                String column, String source, String name, String target, String type, DdlPart typePart) {
            private TargetColumn choose(Set<String> chosen) {
                String type = DdlPart.render(List.of(typePart), chosen);
                return new TargetColumn(column, source, name, target, type, typePart);
            }
        }

        /**
         * A constraint, with the id of its recommendation. Columns and tables by their SQL names.
         *
         * @param primary whether a key is the primary one
         * @param condition of a check, without the name of its first column: {@code >= 0}, {@code IN ('a', 'b')}
         * @param toTable of a foreign key, else empty
         */
        public record TargetConstraint(
                String id,
                Recommendation.Kind kind,
                boolean primary,
                List<String> columns,
                String condition,
                String toTable,
                List<String> toColumns) {
            public TargetConstraint {
                columns = List.copyOf(columns);
                toColumns = List.copyOf(toColumns);
            }

            static TargetConstraint of(String id, Proposal proposal, boolean primary) {
                PlannedKey key =
                        proposal.detail() instanceof Proposal.Detail.Reference reference ? reference.key() : null;
                String condition = RowConstraints.checkCondition(
                        proposal,
                        column -> column == proposal.column() ? "" : column.sqlName(),
                        SqlLiterals::quoteStandard);
                return new TargetConstraint(
                        id,
                        proposal.kind(),
                        primary,
                        sqlNames(proposal.columns()),
                        condition == null ? "" : condition.strip(),
                        key == null ? "" : key.to().sqlName(),
                        key == null ? List.of() : sqlNames(key.toColumns()));
            }

            private static List<String> sqlNames(List<PlannedColumn> columns) {
                return columns.stream().map(PlannedColumn::sqlName).toList();
            }
        }

        /** Whether the table is so small that partitions, clustering and splits do not pay. */
        public boolean isSmall() {
            return FutureRows.isSmall(rows, bytes);
        }
    }
}
