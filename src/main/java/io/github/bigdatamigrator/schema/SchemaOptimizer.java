package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ClaimVerifier;
import io.github.bigdatamigrator.context.DataClaim;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryEngine;
import io.github.bigdatamigrator.context.RawText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a schema for data and proves it on the full data: types, NOT NULL, keys, foreign keys, checks, and how
 * tables could be mended.
 *
 * <p>All claims of one plan go to the {@link ClaimVerifier} in one call, so that a plan costs two scans of a table
 * (three where times may be finer than a microsecond), whatever the number of recommendations. Keeps no state; as safe
 * for threads as its checker and engine.
 */
public final class SchemaOptimizer {
    private static final int EXAMPLES = 5;

    private final Function<SchemaTarget, TargetSql> dialects;
    private final ClaimVerifier facts;
    private final QueryEngine queries;

    /** @param queries lets the verifying statements through, or else the recommendation counts as untestable */
    public SchemaOptimizer(ClaimVerifier facts, QueryEngine queries, Function<SchemaTarget, TargetSql> dialects) {
        this.dialects = dialects;
        this.facts = facts;
        this.queries = queries;
    }

    /** A plan by rules alone. */
    public SchemaPlan optimize(DataContext context, SchemaTarget target) {
        return optimize(context, target, null);
    }

    /**
     * A plan by rules and, where there is a model, by its proposals too; these go through the same proof. The model
     * sees names, types and counts, no value. When it does not answer, the plan is made by rules alone and names no
     * model.
     *
     * @throws MigratorException BAD_INPUT when the target cannot hold a table: PostgreSQL takes 1,600 columns and 8 kB
     *     a row
     */
    public SchemaPlan optimize(DataContext context, SchemaTarget target, @Nullable LanguageModel model) {
        PlannedSchema schema = new PlannedSchema(context);
        TargetSql sql = dialects.apply(target);
        schema.tables().forEach(sql::require);
        schema.tables().forEach(sql::table); // every table has its name before the first constraint takes one
        List<Proposal> proposals = new ArrayList<>(ProposalRules.of(schema, sql));
        ModelProposals asked = model == null ? ModelProposals.NONE : ModelProposals.ask(model, context, schema);
        Set<String> askedFor = new HashSet<>();
        asked.proposals().forEach(proposal -> askedFor.add(proposal.subject()));
        Set<String> known = new HashSet<>();
        proposals.forEach(proposal -> known.add(proposal.subject()));
        asked.proposals().stream()
                .filter(proposal -> known.add(proposal.subject()))
                .forEach(proposals::add);
        proposals.sort(Comparator.comparing(Proposal::kind)); // stable: dependency order is the order of the kinds
        SubMicrosecondTimes times = new SubMicrosecondTimes(schema);
        Map<DataClaim, ClaimVerifier.Verdict> verdicts = prove(proposals, times.facts());
        List<Recommendation> recommendations = new ArrayList<>();
        List<PlannedKey> foreignKeys = new ArrayList<>();
        Set<String> accepted = new HashSet<>();
        for (Proposal proposed :
                SpeculativeProposals.best(proposals, askedFor, proposal -> holds(proposal, verdicts))) {
            Proposal proposal =
                    proposed.primary() && !proposed.table().primaryKey().isEmpty() ? proposed.asUnique() : proposed;
            Recommendation made =
                    judge(proposal, sql, verdicts, accepted, context.run().partial());
            if (SpeculativeProposals.worthTelling(proposal, made) || askedFor.contains(proposed.subject())) {
                recommendations.add(made);
            }
            if (made.status() == Recommendation.Status.PROVEN) {
                declare(proposal, foreignKeys);
            } else if (proposal.kind() == Recommendation.Kind.TYPE
                    && proposal.detail() instanceof ProposalDetail.As as
                    && as.type().equals(proposal.columns().get(0).type())) {
                proposal.columns()
                        .get(0)
                        .use(TargetType.plain(
                                proposal.columns().get(0).profile().type()));
                schema.shareTypes();
            }
        }
        recommendations.addAll(asked.unreadable());
        List<String> cut = times.settle(verdicts, foreignKeys);
        List<PlannedTable> ordered = schema.creationOrder(foreignKeys);
        String ddl = sql.ddl(ordered, foreignKeys);
        return new SchemaPlan(
                target,
                recommendations,
                ddl,
                ordered.stream().map(table -> target(table, sql)).toList(),
                Stream.of(LoadLosses.notes(schema), cut, sql.notes())
                        .flatMap(List::stream)
                        .toList(),
                asked.model(),
                asked.online());
    }

    private static TargetTable target(PlannedTable table, TargetSql sql) {
        TableProfile profile = table.profile();
        return new TargetTable(
                profile.name(),
                profile.sqlName(),
                sql.table(table),
                profile.rows(),
                profile.origin().bytes(),
                table.columns().stream()
                        .map(column -> new TargetTable.TargetColumn(
                                column.profile().name(),
                                column.asWritten()
                                        ? RawText.name(column.profile().sqlName())
                                        : column.profile().sqlName(),
                                sql.columnName(table, column),
                                sql.column(table, column),
                                sql.type(column.type())))
                        .toList());
    }

    private Map<DataClaim, ClaimVerifier.Verdict> prove(List<Proposal> proposals, List<DataClaim> more) {
        Set<DataClaim> claims = new LinkedHashSet<>(more);
        proposals.forEach(proposal -> claims.addAll(proposal.facts()));
        Map<DataClaim, ClaimVerifier.Verdict> verdicts = new HashMap<>();
        if (!claims.isEmpty()) {
            facts.check(List.copyOf(claims)).forEach(verdict -> verdicts.put(verdict.fact(), verdict));
        }
        return verdicts;
    }

    private static boolean holds(Proposal proposal, Map<DataClaim, ClaimVerifier.Verdict> verdicts) {
        return proposal.facts().stream().map(verdicts::get).allMatch(verdict -> verdict != null && verdict.holds());
    }

    private static void declare(Proposal proposal, List<PlannedKey> foreignKeys) {
        switch (proposal.kind()) {
            case NULLABILITY -> proposal.columns().forEach(PlannedColumn::declareNotNull);
            case KEY -> {
                proposal.columns().forEach(PlannedColumn::loadAsRead);
                if (proposal.primary() && proposal.table().primaryKey().isEmpty()) {
                    proposal.table().declarePrimaryKey(proposal.columns());
                } else if (!proposal.table().hasKey(proposal.columns())) {
                    proposal.table().declareUnique(proposal.columns());
                }
            }
            case FOREIGN_KEY -> {
                if (proposal.foreignKey() != null) {
                    proposal.foreignKey().columns().forEach(PlannedColumn::loadAsRead);
                    proposal.foreignKey().toColumns().forEach(PlannedColumn::loadAsRead);
                    foreignKeys.add(proposal.foreignKey());
                }
            }
            // types stand in the columns already; the rest changes columns and rows, or binds future data, which is for
            // people to decide
            case TYPE, ENUM, CHECK, DROP_CONSTANT, SPLIT, NORMALISE, PARTITION, SORT, DUPLICATE_ROWS -> {}
        }
    }

    private Recommendation judge(
            Proposal proposal,
            TargetSql sql,
            Map<DataClaim, ClaimVerifier.Verdict> verdicts,
            Set<String> accepted,
            boolean partial) {
        long rows = proposal.table().profile().rows();
        long violations = 0;
        List<String> examples = new ArrayList<>();
        Recommendation.Status status = partial ? Recommendation.Status.SAMPLE_ONLY : Recommendation.Status.PROVEN;
        String evidence = proposal.evidence();
        for (DataClaim fact : proposal.facts()) {
            ClaimVerifier.Verdict verdict = verdicts.get(fact);
            if (verdict == null) {
                status = Recommendation.Status.UNTESTABLE;
                evidence += "; the data gave no verdict";
                continue;
            }
            rows = Math.max(verdict.rowsChecked(), fact == proposal.facts().get(0) ? 0 : rows);
            violations += verdict.violations();
            examples.addAll(verdict.examples());
        }
        if (violations > 0) {
            status = Recommendation.Status.REFUTED;
            evidence += "; refuted by " + NumberFormat.of(violations) + " of " + NumberFormat.of(rows) + " rows";
        }
        PlannedKey key = proposal.foreignKey();
        if (key != null && status == Recommendation.Status.PROVEN && !key.to().hasKey(key.toColumns())) {
            status = Recommendation.Status.REFUTED;
            evidence += "; every value is found, but " + key.to().profile().name() + " does not hold it only once";
        }
        String obstacle = proposal.obstacle();
        String verify = VerifySql.of(proposal);
        if (obstacle == null) {
            obstacle = refusal(proposal, verify, accepted);
        }
        if (obstacle != null) {
            status = Recommendation.Status.UNTESTABLE;
            evidence += "; cannot be tested: " + obstacle;
        }
        TargetSql.Change change = change(proposal, sql);
        return new Recommendation(
                proposal.kind(),
                proposal.table().profile().name(),
                proposal.columnNames(),
                change.statement(),
                change.undo(),
                verify,
                evidence,
                rows,
                violations,
                examples.stream().limit(EXAMPLES).toList(),
                status,
                proposal.origin(),
                proposal.gain());
    }

    /**
     * Why the engine does not let the statement through, or null. Statements that rules make of a table's columns
     * differ in the column alone; one of each form is analysed, since in a table of a thousand columns each takes its
     * time.
     *
     * @param accepted forms that were let through, which this one joins
     */
    private @Nullable String refusal(Proposal proposal, String verify, Set<String> accepted) {
        boolean ours = proposal.origin() == Recommendation.Origin.RULE
                && proposal.columns().size() == 1;
        String form = proposal.kind() + " " + proposal.detail().getClass() + " "
                + proposal.table().profile().sqlName() + " "
                + proposal.columns().get(0).profile().type() + " "
                + (proposal.detail() instanceof ProposalDetail.As as ? as.type().kind() : "");
        if (ours && accepted.contains(form)) {
            return null;
        }
        try {
            queries.check(verify);
            accepted.add(form);
            return null;
        } catch (MigratorException e) {
            if (e.code() != ErrorCode.QUERY_REFUSED && e.code() != ErrorCode.QUERY_FAILED) {
                throw e;
            }
            return e.getMessage();
        }
    }

    private static TargetSql.Change change(Proposal proposal, TargetSql sql) {
        PlannedTable table = proposal.table();
        PlannedColumn first = proposal.columns().get(0);
        return switch (proposal.kind()) {
            case TYPE ->
                sql.changeType(
                        table,
                        first,
                        TargetType.plain(first.profile().type()),
                        proposal.detail() instanceof ProposalDetail.As as ? as.type() : first.type());
            case NULLABILITY -> sql.notNull(table, first);
            case KEY -> sql.key(table, proposal.columns(), proposal.primary());
            case FOREIGN_KEY -> sql.foreignKey(needed(proposal.foreignKey(), proposal));
            case ENUM, CHECK -> sql.check(proposal);
            case DROP_CONSTANT -> sql.drop(table, first);
            case SPLIT ->
                sql.split(
                        table, first, needed(proposal.detail() instanceof ProposalDetail.Split s ? s : null, proposal));
            case NORMALISE ->
                sql.normalise(
                        table,
                        proposal.columns(),
                        needed(proposal.detail() instanceof ProposalDetail.Dependent d ? d : null, proposal)
                                .column());
            case PARTITION -> sql.partition(table, first);
            case SORT -> sql.sort(table, first);
            case DUPLICATE_ROWS -> sql.distinct(table);
        };
    }

    private static <T> T needed(@Nullable T part, Proposal proposal) {
        if (part == null) {
            throw new IllegalArgumentException(proposal.kind() + " lacks what it is about: " + proposal.evidence());
        }
        return part;
    }
}
