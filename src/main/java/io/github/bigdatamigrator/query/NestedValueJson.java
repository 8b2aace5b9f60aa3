package io.github.bigdatamigrator.query;

import java.util.Locale;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.Iterator;

/** Formats arrays, structs and maps as JSON text, other values as plain text. */
final class NestedValueJson {
    private final ResultCells cells;
    private final StringBuilder out = new StringBuilder();

    private NestedValueJson(ResultCells cells) {
        this.cells = cells;
    }

    static String write(Object value, ResultCells cells) {
        if (!nested(value)) {
            return value.toString();
        }
        NestedValueJson json = new NestedValueJson(cells);
        json.append(value);
        return json.out.toString();
    }

    private static boolean nested(@Nullable Object value) {
        return value instanceof Row || value instanceof scala.collection.Map || value instanceof scala.collection.Seq;
    }

    private void append(@Nullable Object value) {
        if (value instanceof Row row) {
            struct(row);
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            map(map.iterator());
        } else if (value instanceof scala.collection.Seq<?> sequence) {
            array(sequence.iterator());
        } else {
            scalar(cells.cell(value));
        }
    }

    private void scalar(@Nullable Object cell) {
        if (cell == null || cell instanceof Number || cell instanceof Boolean) {
            out.append(cell);
        } else {
            text(cell.toString());
        }
    }

    private void struct(Row row) {
        out.append('{');
        for (int i = 0; i < row.size(); i++) {
            out.append(i == 0 ? "" : ",");
            text(row.schema().fieldNames()[i]);
            out.append(':');
            append(row.get(i));
        }
        out.append('}');
    }

    private void map(Iterator<? extends Tuple2<?, ?>> entries) {
        out.append('{');
        for (String comma = ""; entries.hasNext(); comma = ",") {
            Tuple2<?, ?> entry = entries.next();
            out.append(comma);
            Object key = nested(entry._1()) ? write(entry._1(), cells) : cells.cell(entry._1());
            text(String.valueOf(key));
            out.append(':');
            append(entry._2());
        }
        out.append('}');
    }

    private void array(Iterator<?> items) {
        out.append('[');
        for (String comma = ""; items.hasNext(); comma = ",") {
            out.append(comma);
            append(items.next());
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
