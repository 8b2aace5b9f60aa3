package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable.TargetColumn;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable.TargetConstraint;
import io.github.bigdatamigrator.schema.TargetSql.Change;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a schema and verifies it on the full data: types, NOT NULL, keys, foreign keys, checks, and changes of
 * tables.
 *
 * <p>The {@link ClaimVerifier} gets all claims of a plan in one call, so that a plan costs at most three scans of a
 * table (one more of large tables, and where times may be finer than a microsecond), whatever the number of
 * recommendations. Has no state; as safe for threads as its verifier and query engine.
 *
 * @param queries checks the verifying statements; a rejected one makes its recommendation untestable
 */
public record SchemaOptimizer(
        ClaimVerifier verifier, QueryEngine queries, BiFunction<SchemaTarget, DataContext, TargetSql> dialects) {
    private static final int MAX_EXAMPLES = 5;

    /**
     * Makes a plan from rules and, with a model, from its proposals too, which are verified in the same way. The model
     * gets names, types, and counts, but no values. If it does not answer, the plan is made by rules alone and names no
     * model.
     *
     * @param model null for rules alone
     * @throws MigratorException BAD_INPUT when the target cannot hold a table: PostgreSQL takes 1,600 columns and 8 kB
     *     a row
     */
    public SchemaPlan optimize(DataContext context, SchemaTarget target, @Nullable LanguageModel model) {
        PlannedSchema schema = new PlannedSchema(context);
        TargetSql sql = dialects.apply(target, context);
        schema.tables().forEach(sql::checkLimits);
        schema.tables().forEach(sql::table); // every table gets its name before the first constraint takes one
        List<Proposal> proposals =
                new ArrayList<>(SpeculativeProposals.withoutCoincidences(ProposalRules.of(schema, sql), verifier));
        ModelProposals modelProposals =
                model == null ? ModelProposals.NONE : ModelProposals.ask(model, context.visible(), schema);
        Set<String> known = identities(proposals);
        Set<String> fromModel = identities(modelProposals.proposals());
        modelProposals.proposals().stream()
                .filter(proposal -> known.add(proposal.identity()))
                .forEach(proposals::add);
        proposals.sort(Comparator.comparing(Proposal::kind)); // stable: the kinds are in dependency order
        SubMicrosecondTimes times = new SubMicrosecondTimes(schema);
        Map<DataClaim, Verdict> verdicts = verify(proposals, times.claims());
        PlanLines lines = new PlanLines();
        Map<PlannedKey, String> foreignKeys = new LinkedHashMap<>();
        DdlPart.Builder afterLoading = new DdlPart.Builder();
        Map<PlannedTable, List<TargetConstraint>> constraints = new HashMap<>();
        Set<String> accepted = new HashSet<>();
        for (Proposal proposed : SpeculativeProposals.withoutWeakerDependencies(
                proposals,
                fromModel,
                proposal -> proposal.claims().stream()
                        .map(verdicts::get)
                        .allMatch(verdict -> verdict != null && verdict.holds()))) {
            Proposal proposal =
                    proposed.primary() && !proposed.table().primaryKey().isEmpty() ? proposed.asUnique() : proposed;
            Recommendation recommendation =
                    judge(proposal, sql, verdicts, accepted, context.run().partial());
            boolean reported = fromModel.contains(proposed.identity())
                    || SpeculativeProposals.isWorthReporting(proposal, recommendation);
            if (recommendation.status() == Status.PROVEN) {
                String id = lines.freeId(recommendation.id());
                boolean chosen = reported && apply(proposal, id, recommendation.statement(), foreignKeys, afterLoading);
                if (chosen) {
                    boolean primary = proposal.columns().equals(proposal.table().primaryKey());
                    constraints
                            .computeIfAbsent(proposal.table(), table -> new ArrayList<>())
                            .add(TargetConstraint.of(id, proposal, primary));
                }
                recommendation = recommendation.chosen(chosen && FutureRows.isExpected(proposal));
            } else if (proposal.detail() instanceof Detail.NewType newType
                    && newType.type().equals(proposal.column().type())) {
                proposal.column().setType(TargetType.widest(proposal.column().sourceType()));
                schema.unifyKeyTypes();
            }
            if (reported) {
                lines.add(recommendation);
            }
        }
        modelProposals.unparsed().forEach(lines::add);
        List<String> timeNotes = times.apply(verdicts, foreignKeys.keySet());
        List<PlannedTable> ordered = schema.creationOrder(foreignKeys.keySet());
        List<DdlPart> ddl = new ArrayList<>(sql.ddl(ordered, foreignKeys));
        ddl.addAll(afterLoading.parts());
        SchemaPlan plan = new SchemaPlan(
                target,
                lines.ranked(ordered),
                "",
                ddl,
                ordered.stream()
                        .map(table -> target(table, sql, constraints.getOrDefault(table, List.of())))
                        .toList(),
                Stream.of(lossNotes(schema), timeNotes, sql.notes())
                        .flatMap(List::stream)
                        .toList(),
                modelProposals.model(),
                modelProposals.online());
        return plan.choose(Recommendation::chosen);
    }

    private static Set<String> identities(List<Proposal> proposals) {
        return proposals.stream().map(Proposal::identity).collect(Collectors.toCollection(HashSet::new));
    }

    private static TargetTable target(PlannedTable table, TargetSql sql, List<TargetConstraint> constraints) {
        return new TargetTable(
                table.name(),
                table.sqlName(),
                sql.table(table),
                table.rows(),
                table.profile().origin().bytes(),
                table.columns().stream()
                        .map(column -> new TargetColumn(
                                column.name(),
                                column.isOriginalText() ? OriginalText.name(column.sqlName()) : column.sqlName(),
                                sql.columnName(table, column),
                                sql.column(table, column),
                                sql.type(column.chosenType()),
                                new DdlPart(
                                        sql.type(column.chosenType()), column.typeIds(), sql.type(column.otherType()))))
                        .toList(),
                constraints);
    }

    private Map<DataClaim, Verdict> verify(List<Proposal> proposals, List<DataClaim> more) {
        Set<DataClaim> claims = new LinkedHashSet<>(more);
        proposals.forEach(proposal -> claims.addAll(proposal.claims()));
        Map<DataClaim, Verdict> verdicts = new HashMap<>();
        if (!claims.isEmpty()) {
            verifier.check(List.copyOf(claims)).forEach(verdict -> verdicts.put(verdict.claim(), verdict));
        }
        return verdicts;
    }

    /**
     * Makes the DDL depend on a proven proposal.
     *
     * @return whether it does
     */
    private static boolean apply(
            Proposal proposal,
            String id,
            String statement,
            Map<PlannedKey, String> foreignKeys,
            DdlPart.Builder afterLoading) {
        PlannedTable table = proposal.table();
        return switch (proposal.kind()) {
            case TYPE ->
                proposal.column()
                        .offerType(id, proposal.detail(Detail.NewType.class).type());
            case NULLABILITY -> proposal.column().declareNotNull(id);
            case KEY -> {
                proposal.columns().forEach(PlannedColumn::loadParsed);
                boolean first = table.primaryKey().isEmpty();
                yield (proposal.primary() && first)
                        ? table.declarePrimaryKey(proposal.columns(), id)
                        : table.declareUnique(proposal.columns(), id);
            }
            case FOREIGN_KEY -> {
                PlannedKey key = proposal.detail(Detail.Reference.class).key();
                key.columns().forEach(PlannedColumn::loadParsed);
                key.toColumns().forEach(PlannedColumn::loadParsed);
                yield foreignKeys.putIfAbsent(key, id) == null;
            }
            case ENUM, CHECK -> table.declareCheck(proposal, id);
            // these change rows, so that they run after the load
            case DROP_CONSTANT, SPLIT, NORMALISE, PARTITION, SORT, DUPLICATE_ROWS -> {
                afterLoading.addIf(
                        List.of(id),
                        "\n-- After loading:\n-- " + statement.strip().replace("\n", "\n-- ") + "\n");
                yield true;
            }
        };
    }

    private Recommendation judge(
            Proposal proposal, TargetSql sql, Map<DataClaim, Verdict> verdicts, Set<String> accepted, boolean partial) {
        long rows = proposal.table().rows();
        long violations = 0;
        List<String> examples = new ArrayList<>();
        Status status = partial ? Status.SAMPLE_ONLY : Status.PROVEN;
        String evidence = proposal.evidence();
        for (DataClaim claim : proposal.claims()) {
            Verdict verdict = Objects.requireNonNull(verdicts.get(claim));
            rows = Math.max(verdict.rowsChecked(), claim == proposal.claims().get(0) ? 0 : rows);
            violations += verdict.violations();
            examples.addAll(verdict.examples());
        }
        if (violations > 0) {
            status = Status.REFUTED;
            evidence += "; refuted by " + NumberFormat.of(violations) + " of " + NumberFormat.of(rows) + " rows";
        }
        if (status == Status.PROVEN
                && proposal.detail() instanceof Detail.Reference reference
                && !reference.key().to().hasKey(reference.key().toColumns())) {
            status = Status.REFUTED;
            evidence += "; every value is found, but is not unique in "
                    + reference.key().to().name();
        }
        String verifySql = VerifySql.of(proposal);
        String obstacle = proposal.claims().isEmpty()
                ? "the two sides are of different kinds of type"
                : rejection(proposal, verifySql, accepted);
        if (obstacle != null) {
            status = Status.UNTESTABLE;
            evidence += "; cannot be tested: " + obstacle;
        }
        Change change = change(proposal, sql);
        String clause = clause(proposal, sql);
        return new Recommendation(
                PlanLines.place(proposal.table().name(), proposal.kind(), proposal.columnNames()) + " " + clause,
                proposal.kind(),
                proposal.table().name(),
                proposal.columnNames(),
                clause,
                false,
                change.statement(),
                change.undo(),
                verifySql,
                evidence,
                rows,
                violations,
                examples.stream().limit(MAX_EXAMPLES).toList(),
                status,
                proposal.origin(),
                proposal.gain());
    }

    /**
     * Why the query engine rejects the statement, or null. Statements of one rule on one table differ only in the
     * column, so that one of each form is checked: in a table of a thousand columns each analysis takes long.
     */
    private @Nullable String rejection(Proposal proposal, String verifySql, Set<String> accepted) {
        boolean reusable =
                proposal.origin() == Origin.RULE && proposal.columns().size() == 1;
        String form = proposal.kind() + " " + proposal.detail().getClass() + " "
                + proposal.table().sqlName() + " " + proposal.column().sourceType() + " "
                + (proposal.detail() instanceof Detail.NewType newType
                        ? newType.type().kind()
                        : "");
        if (reusable && accepted.contains(form)) {
            return null;
        }
        try {
            queries.check(verifySql);
            accepted.add(form);
            return null;
        } catch (MigratorException e) {
            if (e.code() != ErrorCode.QUERY_REFUSED && e.code() != ErrorCode.QUERY_FAILED) {
                throw e;
            }
            return e.getMessage();
        }
    }

    private static Change change(Proposal proposal, TargetSql sql) {
        PlannedTable table = proposal.table();
        PlannedColumn column = proposal.column();
        return switch (proposal.kind()) {
            case TYPE ->
                sql.changeType(
                        table,
                        column,
                        TargetType.widest(column.sourceType()),
                        proposal.detail(Detail.NewType.class).type());
            case NULLABILITY -> sql.notNull(table, column);
            case KEY -> sql.key(table, proposal.columns(), proposal.primary());
            case FOREIGN_KEY ->
                sql.foreignKey(proposal.detail(Detail.Reference.class).key());
            case ENUM, CHECK -> sql.check(proposal);
            case DROP_CONSTANT -> sql.drop(table, column);
            case SPLIT -> sql.split(table, column, proposal.detail(Detail.Split.class));
            case NORMALISE ->
                sql.normalise(
                        table,
                        proposal.columns(),
                        proposal.detail(Detail.Dependent.class).column());
            case PARTITION -> sql.partition(table, column);
            case SORT -> sql.sort(table, column);
            case DUPLICATE_ROWS -> sql.distinct(table);
        };
    }

    /** The change in a few words. */
    private static String clause(Proposal proposal, TargetSql sql) {
        return switch (proposal.kind()) {
            case TYPE -> sql.type(proposal.detail(Detail.NewType.class).type());
            case NULLABILITY -> "NOT NULL";
            case KEY -> proposal.primary() ? "PRIMARY KEY" : "UNIQUE";
            case FOREIGN_KEY -> {
                PlannedKey key = proposal.detail(Detail.Reference.class).key();
                yield "REFERENCES " + key.to().name() + " ("
                        + key.toColumns().stream().map(PlannedColumn::name).collect(Collectors.joining(", ")) + ")";
            }
            case ENUM, CHECK ->
                Objects.requireNonNull(RowConstraints.checkCondition(
                                proposal, column -> column == proposal.column() ? "" : column.name(), sql::literal))
                        .strip();
            case DROP_CONSTANT -> "drop";
            case SPLIT -> {
                Detail.Split split = proposal.detail(Detail.Split.class);
                yield "split into " + split.parts() + " at '" + split.separator() + "'";
            }
            case NORMALISE ->
                "move " + proposal.detail(Detail.Dependent.class).column().name() + " to a table of its own";
            case PARTITION -> "partition by year";
            case SORT -> "sort";
            case DUPLICATE_ROWS -> "remove repeated rows";
        };
    }

    /** Notes values that change when they are loaded: one note for each table and kind of change. */
    private static List<String> lossNotes(PlannedSchema schema) {
        List<String> notes = new ArrayList<>();
        for (PlannedTable table : schema.tables()) {
            note(notes, table, "blanks around values that identify rows are left out", SchemaOptimizer::padded);
            note(
                    notes,
                    table,
                    "texts that stand for a missing value become NULL",
                    column -> String.join(", ", column.nullMarkers()));
        }
        return notes;
    }

    private static String padded(ColumnProfile column) {
        long padded = column.findings().cells().padded();
        return padded == 0 || column.type().kind() != ColumnType.Kind.STRING ? "" : NumberFormat.count(padded, "value");
    }

    /** @param found the change of a column's values, or empty */
    private static void note(
            List<String> notes, PlannedTable table, String what, Function<ColumnProfile, String> found) {
        String columns = table.columns().stream()
                .filter(column -> !column.isOriginalText())
                .map(PlannedColumn::profile)
                .filter(column -> !found.apply(column).isEmpty())
                .map(column -> column.name() + " (" + found.apply(column) + ")")
                .collect(Collectors.joining(", "));
        if (!columns.isEmpty()) {
            notes.add(table.name() + ": " + what + ": " + columns);
        }
    }
}
