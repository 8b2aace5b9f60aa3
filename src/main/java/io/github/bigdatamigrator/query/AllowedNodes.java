package io.github.bigdatamigrator.query;

import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.MultiAlias;
import org.apache.spark.sql.catalyst.analysis.ResolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.ResolvedStar;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedOrdinal;
import org.apache.spark.sql.catalyst.analysis.UnresolvedQualify;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStarExceptOrReplace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedSubqueryColumnAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTVFAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
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
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LimitAll;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoop;
import org.apache.spark.sql.catalyst.plans.logical.UnionLoopRef;
import org.apache.spark.sql.catalyst.plans.logical.Unpivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;

/** Lists the plan nodes and expressions that a statement may contain, before and after analysis. */
final class AllowedNodes {
    private static final Set<Class<?>> PLANS = Set.of(
            Aggregate.class,
            CTERelationDef.class,
            CTERelationRef.class,
            Distinct.class,
            Except.class,
            Expand.class,
            Filter.class,
            Generate.class,
            GlobalLimit.class,
            Intersect.class,
            Join.class,
            LateralJoin.class,
            LimitAll.class,
            LocalLimit.class,
            LocalRelation.class,
            Offset.class,
            OneRowRelation.class,
            PipeOperator.class,
            Pivot.class,
            Project.class,
            Range.class,
            RepartitionByExpression.class,
            ResolvedInlineTable.class,
            Sample.class,
            Sort.class,
            SubqueryAlias.class,
            Union.class,
            UnionLoop.class,
            UnionLoopRef.class,
            UnresolvedHaving.class,
            UnresolvedInlineTable.class,
            UnresolvedQualify.class,
            UnresolvedRelation.class,
            UnresolvedSubqueryColumnAliases.class,
            UnresolvedTVFAliases.class,
            UnresolvedTableValuedFunction.class,
            UnresolvedWith.class,
            Unpivot.class,
            View.class,
            Window.class,
            WithCTE.class,
            WithWindowDefinition.class);

    private static final Set<Class<?>> NAMES_IN_EXPRESSIONS = Set.of(
            MultiAlias.class,
            ResolvedStar.class,
            UnresolvedAlias.class,
            UnresolvedAttribute.class,
            UnresolvedExtractValue.class,
            UnresolvedFunction.class,
            UnresolvedGenerator.class,
            UnresolvedOrdinal.class,
            UnresolvedStar.class,
            UnresolvedStarExceptOrReplace.class);

    /** Unsafe expressions in the package of the ordinary ones. */
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
        return PLANS.contains(plan.getClass());
    }

    /**
     * Whether a statement may contain the expression. Decided by package: functions enter a plan by their names, which
     * {@link AllowedFunctions} checks, and expressions without a name are the operators of this package.
     */
    static boolean contains(Expression expression) {
        Class<?> type = expression.getClass();
        String home = type.getPackageName();
        boolean ordinary = home.equals(EXPRESSIONS) || home.startsWith(EXPRESSIONS + ".");
        return NAMES_IN_EXPRESSIONS.contains(type) || (ordinary && !REFUSED_EXPRESSIONS.contains(type));
    }
}
