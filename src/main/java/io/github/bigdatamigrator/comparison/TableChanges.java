package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what differs for certain between two tables: rows, columns, types, order. One use per pair. */
final class TableChanges {
    private final TableProfile a;
    private final TableProfile b;
    private final ColumnPairing columns;
    private final List<Difference> found = new ArrayList<>();

    TableChanges(TableProfile a, TableProfile b, ColumnPairing columns) {
        this.a = a;
        this.b = b;
        this.columns = columns;
    }

    List<Difference> differences() {
        if (a.rows() != b.rows()) {
            boolean emptied = b.rows() == 0;
            add(
                    emptied ? Level.BREAKING : Level.CHANGE,
                    Kind.ROWS,
                    null,
                    "rows",
                    NumberFormat.of(a.rows()),
                    NumberFormat.of(b.rows()),
                    a.rows() == 0 || emptied
                            ? DriftTest.signed(b.rows() - a.rows())
                            : DriftTest.signed(((double) b.rows() / a.rows() - 1) * 100) + " %");
        }
        columns.removed()
                .forEach(column -> add(
                        Level.BREAKING,
                        Kind.COLUMN,
                        column.name(),
                        "column",
                        column.type().toString(),
                        "",
                        "removed"));
        columns.added()
                .forEach(column ->
                        add(Level.CHANGE, Kind.COLUMN, column.name(), "column", "", column.type() + "", "added"));
        columns.pairs().forEach(this::column);
        order();
        return found;
    }

    private void column(ColumnProfile before, ColumnProfile after) {
        if (columns.renamed().contains(before)) {
            String change = "renamed: its values are the same";
            add(Level.BREAKING, Kind.COLUMN, before.name(), "name", before.name(), after.name(), change);
        } else if (!before.name().equals(after.name())) {
            add(Level.CHANGE, Kind.COLUMN, before.name(), "name", before.name(), after.name(), "spelled otherwise");
        }
        boolean known = a.rows() > before.nulls() && b.rows() > after.nulls();
        if (known && before.type().kind() != after.type().kind()) {
            add(
                    isWider(before.type(), after.type()) ? Level.CHANGE : Level.BREAKING,
                    Kind.TYPE,
                    before.name(),
                    "type",
                    before.type().toString(),
                    after.type().toString(),
                    "");
        }
        if (known && !Objects.equals(before.unit(), after.unit())) {
            boolean both = before.unit() != null && after.unit() != null;
            add(
                    both ? Level.BREAKING : Level.CHANGE,
                    Kind.FORMAT,
                    before.name(),
                    "unit",
                    or(before.unit()),
                    or(after.unit()),
                    "");
        }
        if (known && before.type().equals(after.type()) && !Objects.equals(before.pattern(), after.pattern())) {
            add(Level.CHANGE, Kind.FORMAT, before.name(), "written as", or(before.pattern()), or(after.pattern()), "");
        }
    }

    private static String or(@Nullable String text) {
        return text == null ? "none" : text;
    }

    /** Whether all values of a type are values of the other. */
    private static boolean isWider(ColumnType from, ColumnType to) {
        return from.kind() == ColumnType.Kind.BIGINT
                && (to.kind() == ColumnType.Kind.DECIMAL || to.kind() == ColumnType.Kind.DOUBLE);
    }

    /** Matters to what reads columns by their place. */
    private void order() {
        List<ColumnProfile> places = new ArrayList<>();
        a.columns().stream().filter(columns.pairs()::containsKey).forEach(places::add);
        List<ColumnProfile> after = places.stream()
                .map(column -> Objects.requireNonNull(columns.pairs().get(column)))
                .toList();
        List<ColumnProfile> kept = b.columns().stream().filter(after::contains).toList();
        if (!after.equals(kept)) {
            add(Level.CHANGE, Kind.ORDER, null, "order of columns", names(places), names(kept), "");
        }
    }

    private static String names(List<ColumnProfile> columns) {
        return DriftTest.shown(
                String.join(", ", columns.stream().map(ColumnProfile::name).toList()));
    }

    private void add(
            Level level, Kind kind, @Nullable String column, String what, String before, String after, String change) {
        found.add(Difference.certain(level, kind, a.name(), column, what, before, after, change));
    }
}
