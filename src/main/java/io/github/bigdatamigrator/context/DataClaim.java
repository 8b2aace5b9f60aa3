package io.github.bigdatamigrator.context;

import java.util.List;

/** A claim about the full data that can be true or false. Tables and columns by their SQL names. */
public sealed interface DataClaim {
    String table();

    /** No two rows agree in all the columns; rows with a null in one of them are left out. */
    record Unique(String table, List<String> columns) implements DataClaim {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /** No cell of the column is null. */
    record NotNull(String table, String column) implements DataClaim {}

    /** Every row whose columns are all non-null has its values in the other table's columns. */
    record Included(String table, List<String> columns, String toTable, List<String> toColumns) implements DataClaim {
        public Included {
            columns = List.copyOf(columns);
            toColumns = List.copyOf(toColumns);
        }
    }

    /**
     * In every row the condition is true or unknown, as in SQL's CHECK.
     *
     * @param columns whose values are shown where it is false
     * @param condition a boolean expression of Spark SQL over the table's SQL names; only of our own making, never a
     *     model's text
     */
    record EveryRow(String table, List<String> columns, String condition) implements DataClaim {
        public EveryRow {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Rows that agree in all the columns agree in the dependent one, nulls being alike; where a column is null, the
     * dependent one is too.
     */
    record Determines(String table, List<String> columns, String dependent) implements DataClaim {
        public Determines {
            columns = List.copyOf(columns);
        }
    }

    /** No row repeats another one in every column, nulls being alike. */
    record DistinctRows(String table) implements DataClaim {}
}
