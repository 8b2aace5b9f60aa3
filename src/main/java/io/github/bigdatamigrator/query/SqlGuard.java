package io.github.bigdatamigrator.query;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.fold;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.DialectHints;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.text.NearestName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.collections4.map.LRUMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.CompoundBody;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.CommandExecutionMode;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Admits a single SELECT over the views of the conversation and rejects everything else. Parses, checks the parsed
 * plan, analyzes, checks the analyzed plan, then its cost; runs nothing. Immutable; the session must be active on the
 * calling thread.
 */
final class SqlGuard {
    private static final int MAX_CHARACTERS = 20_000;

    /** Checked on the text, since the parser already expands a CUBE within GROUPING SETS. */
    private static final int MAX_CUBE_COLUMNS = 8;

    private static final int MAX_PLANS = 8;

    private final SparkSession session;
    private final Set<String> viewNames;
    private final Set<String> foldedNames;
    /** The latest plans: a statement is checked, reviewed and run. */
    private final Map<String, LogicalPlan> analyzed = Collections.synchronizedMap(new LRUMap<>(MAX_PLANS));

    SqlGuard(SparkSession session, Set<String> viewNames) {
        this.session = session;
        this.viewNames = Set.copyOf(viewNames);
        this.foldedNames = viewNames.stream().map(SqlIdentifiers::fold).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the rows of a statement, lazily.
     *
     * @throws MigratorException QUERY_REFUSED, or QUERY_FAILED if the statement only reads but is wrong
     */
    Dataset<Row> admit(String sql) {
        return withBoundedJoins(analyze(sql));
    }

    /**
     * Returns the analyzed plan of a statement; only the cost of its joins is not checked yet.
     *
     * @throws MigratorException as {@link #admit}
     */
    LogicalPlan analyze(String sql) {
        LogicalPlan known = analyzed.get(sql);
        if (known == null) {
            known = analyzeAnew(sql);
            analyzed.put(sql, known);
        }
        return known;
    }

    private LogicalPlan analyzeAnew(String sql) {
        if (sql.length() > MAX_CHARACTERS) {
            throw QueryRefusal.refused("The statement has " + sql.length() + " characters; at most " + MAX_CHARACTERS
                    + " are allowed. Ask for less at a time.");
        }
        LogicalPlan parsed = parse(sql);
        checkParsed(parsed, sql);
        StatementBounds.checkParsed(parsed);
        LogicalPlan analyzed = session.sessionState()
                .executePlan(parsed, CommandExecutionMode.SKIP())
                .analyzed();
        checkAnalyzed(analyzed, sql);
        StatementBounds.checkAnalyzed(nodes(analyzed));
        StringGrowth.check(analyzed);
        return analyzed;
    }

    /**
     * Checks the cost of an analyzed statement's joins and returns its rows, lazily.
     *
     * @throws MigratorException QUERY_REFUSED
     */
    Dataset<Row> withBoundedJoins(LogicalPlan analyzed) {
        Dataset<Row> rows = Dataset.ofRows(session, analyzed);
        JoinCost.check(rows.queryExecution().optimizedPlan());
        return rows;
    }

    private LogicalPlan parse(String sql) {
        if (SqlStatements.firstWord(sql).isEmpty()) {
            throw QueryRefusal.failed(
                    "The statement is empty. Ask with a SELECT on: " + QueryRefusal.listNames(viewNames) + ".");
        }
        if (CubeWidth.of(sql) > MAX_CUBE_COLUMNS) {
            throw QueryRefusal.refused("CUBE may have at most " + MAX_CUBE_COLUMNS + " columns. Group by fewer.");
        }
        try {
            return session.sessionState().sqlParser().parsePlan(sql);
        } catch (ParseException unreadable) {
            if (SqlStatements.isSeveral(sql)) {
                throw new MigratorException(
                        ErrorCode.QUERY_REFUSED,
                        "Only one statement at a time is allowed here. Ask with a single SELECT on: "
                                + QueryRefusal.listNames(viewNames) + ".",
                        unreadable);
            }
            MigratorException explained = QueryErrors.explain(unreadable);
            Optional<String> hint = DialectHints.hint(sql);
            throw explained.code() == ErrorCode.QUERY_FAILED && hint.isPresent()
                    ? new MigratorException(
                            ErrorCode.QUERY_FAILED, explained.getMessage() + " " + hint.get(), unreadable)
                    : explained;
        }
    }

    private void checkParsed(LogicalPlan plan, String sql) {
        List<TreeNode<?>> nodes = nodes(plan);
        Set<String> known = new TreeSet<>(foldedNames);
        for (TreeNode<?> node : nodes) {
            if (node instanceof UnresolvedWith with) {
                CollectionConverters.asJava(with.cteRelations()).forEach(cte -> known.add(fold(cte._1())));
            }
        }
        for (TreeNode<?> node : nodes) {
            checkNode(node, sql);
            if (node instanceof UnresolvedRelation relation) {
                checkRelation(relation, known);
            } else if (node instanceof UnresolvedTableValuedFunction function) {
                checkTableFunction(CollectionConverters.asJava(function.name()));
            } else if (node instanceof UnresolvedFunction function) {
                checkFunction(CollectionConverters.asJava(function.nameParts()));
            } else if (node instanceof UnresolvedGenerator generator) {
                checkFunction(List.of(generator.name().unquotedString()));
            }
        }
    }

    private void checkAnalyzed(LogicalPlan plan, String sql) {
        for (TreeNode<?> node : nodes(plan)) {
            checkNode(node, sql);
            if (node instanceof View view) {
                String name = view.desc().identifier().table();
                if (!view.isTempView()
                        || view.desc().identifier().database().isDefined()
                        || !foldedNames.contains(fold(name))) {
                    throw noSuchTable(name);
                }
            }
        }
    }

    private void checkNode(TreeNode<?> node, String sql) {
        if (node instanceof LogicalPlan plan && !AllowedNodes.contains(plan)) {
            throw QueryRefusal.notASelect(description(plan, sql), viewNames);
        }
        if (node instanceof Expression expression && !AllowedNodes.contains(expression)) {
            throw QueryRefusal.refused("The statement uses `" + expression.prettyName()
                    + "`, which is not allowed here. Use plain columns, literals and functions.");
        }
    }

    private void checkRelation(UnresolvedRelation relation, Set<String> known) {
        List<String> parts = CollectionConverters.asJava(relation.multipartIdentifier());
        String name = String.join(".", parts);
        if (relation.isStreaming() || !relation.options().isEmpty()) {
            throw QueryRefusal.refused(
                    "Table `" + name + "` is asked for as a stream or with options, which is not allowed"
                            + " here. Name the table alone.");
        }
        String last = parts.get(parts.size() - 1);
        if (parts.size() == 1 && !known.contains(fold(name))) {
            throw noSuchTable(name);
        }
        if (parts.size() > 1 && foldedNames.contains(fold(last))) {
            throw QueryRefusal.failed("[TABLE_OR_VIEW_NOT_FOUND] There is no `" + name
                    + "`; tables have no prefix here." + " Did you mean `" + last + "`?");
        }
        if (parts.size() > 1) {
            throw QueryRefusal.refused(
                    "`" + name + "` is outside of this conversation: files, catalogs and other databases"
                            + " cannot be read. Ask with a SELECT on: " + QueryRefusal.listNames(viewNames) + ".");
        }
    }

    private MigratorException noSuchTable(String name) {
        Optional<String> nearest = nearest(name, viewNames);
        return QueryRefusal.failed("[TABLE_OR_VIEW_NOT_FOUND] There is no table `" + name + "`. "
                + nearest.map(it -> "Did you mean `" + it + "`? ").orElse("") + "Tables: "
                + QueryRefusal.listNames(viewNames)
                + ".");
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        return NearestName.within(Math.max(1, name.length() / 3), name, known);
    }

    private void checkFunction(List<String> nameParts) {
        String name = String.join(".", nameParts);
        if (AllowedFunctions.contains(name)) {
            return;
        }
        if (nameParts.size() == 1 && !contains(session.sessionState().functionRegistry(), name)) {
            String nearest = DialectHints.insteadOf(name)
                    .map(it -> " Use " + it + ".")
                    .or(() -> nearest(name, AllowedFunctions.names()).map(it -> " Did you mean `" + it + "`?"))
                    .orElse("");
            throw QueryRefusal.failed("[UNRESOLVED_ROUTINE] Spark SQL has no function `" + name + "`." + nearest);
        }
        throw QueryRefusal.refused("Function `" + name
                + "` is not allowed here: it may do more than compute from its arguments. Use ordinary scalar,"
                + " aggregate and window functions.");
    }

    private static boolean contains(FunctionRegistryBase<?> registry, String name) {
        return CollectionConverters.asJava(registry.listFunction()).stream()
                .anyMatch(known -> known.funcName().equalsIgnoreCase(name));
    }

    private void checkTableFunction(List<String> nameParts) {
        String name = String.join(".", nameParts);
        if (nameParts.size() == 1 && !contains(session.sessionState().tableFunctionRegistry(), name)) {
            throw QueryRefusal.failed("[UNRESOLVED_ROUTINE] Spark SQL has no table function `" + name + "`.");
        }
        if (!AllowedFunctions.containsTableValued(name)) {
            throw QueryRefusal.refused("Table function `" + name + "` is not allowed here. Ask with a SELECT on: "
                    + QueryRefusal.listNames(viewNames) + ".");
        }
    }

    /** All nodes but those inside views, whose plans are our own. */
    private static List<TreeNode<?>> nodes(LogicalPlan plan) {
        return PlanNodes.of(plan, View.class::isInstance);
    }

    private static String description(LogicalPlan plan, String sql) {
        if (plan instanceof ScriptTransformation) {
            return "TRANSFORM (running a program)";
        }
        if (plan instanceof UnresolvedHint) {
            return "a hint (/*+ … */)";
        }
        if (plan instanceof CompoundBody) {
            return "a script (BEGIN … END)";
        }
        String first = SqlStatements.firstWord(sql);
        return first.isEmpty() || SqlStatements.isQuery(sql) ? plan.nodeName() : first.toUpperCase(Locale.ROOT);
    }
}
