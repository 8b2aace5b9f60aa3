package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Two lists of columns that refer to each other or do not, found in the data. */
record Correction(TableProfile from, List<ColumnProfile> fromColumns, TableProfile to, List<ColumnProfile> toColumns) {
    private static final Pattern ARROW = Pattern.compile("\\s*(?:->|→|=>)\\s*");
    private static final Pattern COMPOSITE = Pattern.compile("(.+?)\\s*\\.?\\(([^()]+)\\)");

    Correction {
        fromColumns = List.copyOf(fromColumns);
        toColumns = List.copyOf(toColumns);
    }

    /**
     * What the text of a correction is on one data set; neither if it is about other data.
     *
     * @param fault why it cannot be used
     */
    record Reading(
            @Nullable Correction correction, @Nullable String fault) {
        private static Reading unusable(String fault) {
            return new Reading(null, fault);
        }

        boolean isAboutOtherData() {
            return correction == null && fault == null;
        }
    }

    /** @param fault null if the table is one of other data */
    private record Side(
            @Nullable TableProfile table,
            List<ColumnProfile> columns,
            @Nullable String fault) {}

    /** Reads {@code sales.store_id -> stores.id} or {@code lines(order, no) -> items(order, no)}. */
    static Reading read(String text, DataContext context) {
        String[] sides = ARROW.split(text.strip());
        if (sides.length != 2) {
            return Reading.unusable("“" + text + "” is not a relationship; write it like sales.store_id -> stores.id");
        }
        Side from = side(sides[0], context);
        Side to = side(sides[1], context);
        String fault = from.fault() != null ? from.fault() : to.fault();
        if (fault != null && (from.table() != null || to.table() != null || from.fault() == null)) {
            return Reading.unusable(fault);
        }
        if (from.table() == null || to.table() == null) {
            return new Reading(null, null);
        }
        if (from.columns().size() != to.columns().size()) {
            return Reading.unusable("“" + text + "” has " + from.columns().size() + " columns on the left and "
                    + to.columns().size() + " on the right");
        }
        return new Reading(new Correction(from.table(), from.columns(), to.table(), to.columns()), null);
    }

    private static Side side(String text, DataContext context) {
        String side = text.strip();
        Matcher composite = COMPOSITE.matcher(side);
        if (composite.matches()) {
            return side(composite.group(1), List.of(composite.group(2).split("\\s*,\\s*")), context);
        }
        // Names of tables and columns may have dots.
        for (int dot = side.indexOf('.'); dot >= 0; dot = side.indexOf('.', dot + 1)) {
            if (context.table(bare(side.substring(0, dot))).isPresent()) {
                return side(side.substring(0, dot), List.of(side.substring(dot + 1)), context);
            }
        }
        int dot = side.indexOf('.');
        return dot < 0
                ? new Side(null, List.of(), "“" + side + "” names no column; write table.column")
                : side(side.substring(0, dot), List.of(side.substring(dot + 1)), context);
    }

    private static Side side(String name, List<String> columns, DataContext context) {
        String bare = bare(name);
        Optional<TableProfile> table = context.table(bare);
        if (table.isEmpty()) {
            boolean near = MeaningsCheck.mistyped(bare, MeaningsCheck.tableNames(context))
                    .isPresent();
            return new Side(null, List.of(), near ? MeaningsCheck.unknownTable(bare, context) : null);
        }
        List<ColumnProfile> found = new ArrayList<>();
        for (String column : columns) {
            Optional<ColumnProfile> known = table.get().column(bare(column));
            if (known.isEmpty()) {
                return new Side(table.get(), List.of(), MeaningsCheck.unknownColumn(table.get(), bare(column)));
            }
            found.add(known.get());
        }
        return new Side(table.get(), found, null);
    }

    private static String bare(String name) {
        return name.strip().replaceAll("^[`\"](.*)[`\"]$", "$1");
    }

    /** Whether the relationship pairs the same columns, in whatever order. */
    boolean isAbout(Relationship edge) {
        if (!edge.fromTable().equals(from.name())
                || !edge.toTable().equals(to.name())
                || edge.fromColumns().size() != fromColumns.size()) {
            return false;
        }
        for (int i = 0; i < fromColumns.size(); i++) {
            int at = edge.fromColumns().indexOf(fromColumns.get(i).name());
            if (at < 0 || !edge.toColumns().get(at).equals(toColumns.get(i).name())) {
                return false;
            }
        }
        return true;
    }
}
