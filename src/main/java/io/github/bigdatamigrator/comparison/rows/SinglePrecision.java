package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells which columns of a table store floating-point numbers of 32 bits, which are read as 64 bits.
 *
 * @param forms of each column
 */
record SinglePrecision(List<Form> forms) {
    private static final Set<String> NAMES = Set.of("real", "float4");

    /** How such numbers are read. */
    enum Form {
        /** They are none. */
        OTHER,
        /** With the bits of the stored number: 0.1 is read as 0.10000000149011612. */
        BITS,
        /** By their shortest text: 0.1 is read as 0.1. */
        TEXT
    }

    /** @param query the compared columns */
    static SinglePrecision of(TableProfile table, Dataset<Row> query) {
        LogicalPlan plan = query.queryExecution().optimizedPlan();
        List<? extends Expression> values = plan instanceof Project project
                ? CollectionConverters.asJava(project.projectList()).stream()
                        .map(Expression.class::cast)
                        .toList()
                : List.of();
        String[] names = query.columns();
        return new SinglePrecision(IntStream.range(0, names.length)
                .mapToObj(i -> i < values.size() && isWidened(values.get(i))
                        ? Form.BITS
                        : isDeclared(table, names[i]) ? Form.TEXT : Form.OTHER)
                .toList());
    }

    Form form(int column) {
        return forms.get(column);
    }

    private static boolean isWidened(Expression value) {
        return value.exists(
                part -> part instanceof Cast cast && cast.child().dataType().equals(DataTypes.FloatType));
    }

    private static boolean isDeclared(TableProfile table, String sqlName) {
        return Optional.ofNullable(table.declared())
                .flatMap(declared -> table.column(sqlName).flatMap(column -> declared.column(column.name())))
                .map(DeclaredFacts.Column::type)
                .filter(NAMES::contains)
                .isPresent();
    }
}
