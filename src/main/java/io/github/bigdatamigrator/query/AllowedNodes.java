package io.github.bigdatamigrator.query;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.CallMethodViaReflection;
import org.apache.spark.sql.catalyst.expressions.CurrentCatalog;
import org.apache.spark.sql.catalyst.expressions.CurrentDatabase;
import org.apache.spark.sql.catalyst.expressions.CurrentUser;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FunctionTableSubqueryArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockLength;
import org.apache.spark.sql.catalyst.expressions.InputFileBlockStart;
import org.apache.spark.sql.catalyst.expressions.InputFileName;
import org.apache.spark.sql.catalyst.expressions.PipeOperator;
import org.apache.spark.sql.catalyst.expressions.PythonUDAF;
import org.apache.spark.sql.catalyst.expressions.PythonUDF;
import org.apache.spark.sql.catalyst.expressions.RaiseError;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.catalyst.expressions.TryReflect;
import org.apache.spark.sql.catalyst.expressions.VariableReference;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Lists the plan nodes and expressions that a statement may contain, before and after analysis. */
final class AllowedNodes {
    private static final Set<String> PLANS = classesBeside(LogicalPlan.class, """
        Aggregate CTERelationDef CTERelationRef Distinct Except Expand Filter Generate GlobalLimit Intersect
        Join LateralJoin LimitAll LocalLimit LocalRelation Offset OneRowRelation Pivot Project Range
        RepartitionByExpression Sample Sort SubqueryAlias Union UnionLoop UnionLoopRef Unpivot
        UnresolvedWith View Window WithCTE WithWindowDefinition
        """);

    private static final Set<String> UNRESOLVED_PLANS = classesBeside(UnresolvedRelation.class, """
        ResolvedInlineTable UnresolvedHaving UnresolvedInlineTable UnresolvedQualify UnresolvedRelation
        UnresolvedSubqueryColumnAliases UnresolvedTVFAliases UnresolvedTableValuedFunction
        """);

    private static final Set<String> NAMES_IN_EXPRESSIONS = classesBeside(UnresolvedRelation.class, """
        MultiAlias ResolvedStar UnresolvedAlias UnresolvedAttribute UnresolvedExtractValue
        UnresolvedFunction UnresolvedGenerator UnresolvedOrdinal UnresolvedStar
        UnresolvedStarExceptOrReplace
        """);

    /** Unsafe expressions in the package of the ordinary ones; by class, since a wrong name would allow one. */
    private static final Set<Class<?>> REFUSED_EXPRESSIONS = Set.of(
            CallMethodViaReflection.class,
            CurrentCatalog.class,
            CurrentDatabase.class,
            CurrentUser.class,
            FunctionTableSubqueryArgumentExpression.class,
            InputFileBlockLength.class,
            InputFileBlockStart.class,
            InputFileName.class,
            PythonUDAF.class,
            PythonUDF.class,
            RaiseError.class,
            ScalaUDF.class,
            TryReflect.class,
            VariableReference.class);

    private static final String EXPRESSIONS = Expression.class.getPackageName();

    private AllowedNodes() {}

    static boolean contains(LogicalPlan plan) {
        String name = plan.getClass().getName();
        return PLANS.contains(name) || UNRESOLVED_PLANS.contains(name) || plan.getClass() == PipeOperator.class;
    }

    /**
     * Whether a statement may contain the expression. Decided by package: functions enter a plan by their names, which
     * {@link AllowedFunctions} checks, and expressions without a name are the operators of this package.
     */
    static boolean contains(Expression expression) {
        Class<?> type = expression.getClass();
        String home = type.getPackageName();
        boolean ordinary = home.equals(EXPRESSIONS) || home.startsWith(EXPRESSIONS + ".");
        return NAMES_IN_EXPRESSIONS.contains(type.getName()) || (ordinary && !REFUSED_EXPRESSIONS.contains(type));
    }

    /** The full names of classes in the package of another one. */
    private static Set<String> classesBeside(Class<?> other, String names) {
        return Stream.of(names.strip().split("\\s+"))
                .map(name -> other.getPackageName() + "." + name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
