package io.github.bigdatamigrator.source.typed;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Identifies the rows of a DataFrame by its plan and its files. Possible only where these decide the rows: the plan
 * reads nothing but plain files and has no function of the user's, whose code cannot be compared.
 */
final class DataFrameVersion {
    private static final Set<Class<?>> OPERATORS = Set.of(
            Project.class,
            Filter.class,
            Join.class,
            Aggregate.class,
            Union.class,
            SubqueryAlias.class,
            View.class,
            LogicalRelation.class);

    private DataFrameVersion() {}

    /** The version with the files as they were when the DataFrame was created; null if there is none. */
    static @Nullable String then(Dataset<Row> frame) {
        return of(frame, false);
    }

    /** The version with the files as they are now, which are listed. */
    static @Nullable String now(Dataset<Row> frame) {
        return of(frame, true);
    }

    /** Whether the DataFrame reads nothing that can change: rows that the program has made. */
    static boolean isFixed(Dataset<Row> frame) {
        LogicalPlan plan = frame.queryExecution().analyzed();
        return CollectionConverters.asJava(plan.collectLeaves()).stream()
                .allMatch(leaf -> leaf instanceof LocalRelation
                        || leaf instanceof Range
                        || leaf instanceof LogicalRDD
                        || leaf instanceof OneRowRelation);
    }

    private static @Nullable String of(Dataset<Row> frame, boolean listed) {
        LogicalPlan plan = frame.queryExecution().analyzed();
        // The zone is that in which the rows are read, see DataFrameConnector.
        StringBuilder text = new StringBuilder(frame.schema().json())
                .append(frame.sparkSession().conf().get("spark.sql.session.timeZone"))
                .append(plan.canonicalized().treeString(false, false, Integer.MAX_VALUE, false, false));
        return isDecided(plan) && appendFiles(plan, frame, listed, text)
                ? DigestUtils.sha256Hex(text.toString()).substring(0, 24)
                : null;
    }

    private static boolean isDecided(LogicalPlan plan) {
        return OPERATORS.contains(plan.getClass())
                && plan.subqueries().isEmpty()
                && CollectionConverters.asJava(plan.expressions()).stream().allMatch(DataFrameVersion::isPlain)
                && CollectionConverters.asJava(plan.children()).stream().allMatch(DataFrameVersion::isDecided);
    }

    private static boolean isPlain(Expression expression) {
        return expression.deterministic()
                && !(expression instanceof UserDefinedExpression)
                && CollectionConverters.asJava(expression.children()).stream().allMatch(DataFrameVersion::isPlain);
    }

    private static boolean appendFiles(LogicalPlan plan, Dataset<Row> frame, boolean listed, StringBuilder text) {
        for (LogicalPlan leaf : CollectionConverters.asJava(plan.collectLeaves())) {
            if (!(leaf instanceof LogicalRelation relation
                    && relation.relation() instanceof HadoopFsRelation files
                    && files.location() instanceof InMemoryFileIndex index)) {
                return false;
            }
            text.append(files.fileFormat().getClass().getName()).append(files.options());
            InMemoryFileIndex current = listed
                    ? new InMemoryFileIndex(
                            frame.sparkSession(),
                            index.rootPaths(),
                            files.options(),
                            Option.empty(),
                            NoopCache$.MODULE$,
                            Option.empty(),
                            Option.empty())
                    : index;
            List<FileStatus> all = CollectionConverters.asJava(current.allFiles()).stream()
                    .sorted(Comparator.comparing(FileStatus::getPath))
                    .toList();
            for (FileStatus file : all) {
                text.append('\n')
                        .append(file.getPath())
                        .append(' ')
                        .append(file.getLen())
                        .append(' ')
                        .append(file.getModificationTime());
            }
        }
        return true;
    }
}
