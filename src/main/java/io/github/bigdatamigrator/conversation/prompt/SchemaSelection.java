package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.prompt.SchemaDdl.Form;
import io.github.bigdatamigrator.conversation.prompt.SchemaDdl.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Selects the tables, columns and comments of a description that fit the token budget: lists steps in the order of
 * need, such as a column or its comment, and takes those that fit.
 */
final class SchemaSelection {
    /** The share of the budget that names and types of all columns may take, so that comments have the rest. */
    private static final double NAMES_SHARE = 0.8;

    private static final int SHARE_OF_TABLE_NAMES = 3;
    private static final int DESCRIBED_OF_WIDE = 8;
    private static final int ROUNDS = 4;
    private static final int LEAST_COST = 4;
    private static final Comparator<Ranked> BY_NEED =
            Comparator.<Ranked>comparingDouble(each -> -each.coverage()).thenComparingInt(Ranked::rank);

    private final SchemaDdl ddl;
    private final DataContext context;
    private final SchemaFocus focus;
    private final ToIntFunction<String> tokens;
    private final int budget;
    private final IdentityHashMap<TableProfile, List<Ranked>> ranked = new IdentityHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Set<ColumnProfile> stepped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ColumnProfile> grouped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> tableNames = new LinkedHashSet<>();
    private List<TableProfile> order;

    /** A column with its rank, and the share of its words that the question has. */
    private record Ranked(ColumnProfile column, int rank, double coverage) {}

    private enum Detail {
        NONE,
        BRIEF,
        FULL
    }

    /** Shows a column, or alike columns, in a form. */
    private record Step(TableProfile table, List<ColumnProfile> columns, Shown shown) {
        void put(Map<ColumnProfile, Shown> all) {
            columns.forEach(column -> all.put(column, shown));
        }
    }

    SchemaSelection(SchemaDdl ddl, DataContext context, SchemaFocus focus, ToIntFunction<String> tokens, int budget) {
        this.ddl = ddl;
        this.context = context;
        this.focus = focus;
        this.tokens = tokens;
        this.budget = budget;
        order = focus.tables();
        order.forEach(table -> ranked.put(
                table,
                table.columns().stream().map(column -> ranked(table, column)).toList()));
    }

    private Ranked ranked(TableProfile table, ColumnProfile column) {
        double coverage = focus.coverage(table, column);
        return new Ranked(column, focus.rank(table, column, coverage), coverage);
    }

    SchemaDescription description() {
        Map<ColumnProfile, Shown> bare = SchemaDescription.identities();
        ranked.values().forEach(all -> all.forEach(each -> bare.put(each.column(), Shown.BARE)));
        boolean namesFit = tokens.applyAsInt(ddl.selection(context.tables(), bare, Set.of())) <= NAMES_SHARE * budget;
        List<TableProfile> named = order.subList(0, focus.named());
        List<TableProfile> others = order.subList(focus.named(), order.size());
        if (namesFit) {
            order = context.tables();
            order.forEach(table -> names(table, SchemaFocus.LAST));
            comments(named, SchemaFocus.KEY, Detail.BRIEF);
            comments(others, SchemaFocus.KEY, Detail.BRIEF);
        } else {
            nameTables();
            named.forEach(table -> names(table, SchemaFocus.KEY));
            comments(named, SchemaFocus.USED_BEFORE, Detail.BRIEF);
            named.stream().filter(SchemaFocus::isWide).forEach(this::describeFirst);
            named.forEach(table -> names(table, SchemaFocus.LAST));
        }
        comments(named, SchemaFocus.LAST, Detail.BRIEF);
        if (!namesFit) {
            others.stream()
                    .filter(table -> !SchemaFocus.isWide(table))
                    .forEach(table -> addStep(table, table.columns(), Form.INLINE, Detail.NONE));
            others.forEach(table -> names(table, SchemaFocus.LAST));
        }
        comments(others, SchemaFocus.LAST, Detail.BRIEF);
        comments(named, SchemaFocus.LAST, Detail.FULL);
        comments(others, SchemaFocus.LAST, Detail.FULL);
        return described(chosen(), named);
    }

    /** Tables to name, the most likely first, within a part of the budget. */
    private void nameTables() {
        int left = budget / SHARE_OF_TABLE_NAMES;
        for (TableProfile table : order) {
            left -= tokens.applyAsInt(", " + table.sqlName());
            if (left < 0) {
                return;
            }
            tableNames.add(table.name());
        }
    }

    /**
     * Names and types of columns up to a rank, each once, alike columns together; the others of a wide table listed.
     */
    private void names(TableProfile table, int rank) {
        List<Ranked> open = ranked(table).stream()
                .filter(each -> each.rank() <= rank && !stepped.contains(each.column()))
                .toList();
        groups(table, open);
        open.stream()
                .filter(each -> !stepped.contains(each.column()))
                .sorted(SchemaFocus.isWide(table) ? BY_NEED : Comparator.comparingInt(each -> 0))
                .forEach(each -> {
                    boolean listed = SchemaFocus.isWide(table) && each.rank() > SchemaFocus.KEY;
                    add(table, List.of(each.column()), listed ? Form.LISTED : Form.LINE, Detail.NONE);
                });
    }

    private void groups(TableProfile table, List<Ranked> open) {
        Map<ColumnProfile, Shown> bare = SchemaDescription.identities();
        // A column that the question names in full stays apart.
        open.stream().filter(each -> each.coverage() < 1).forEach(each -> bare.put(each.column(), Shown.BARE));
        for (int i = 0; i < table.columns().size(); ) {
            int group = Math.max(1, ddl.group(table, i, bare));
            if (group >= SchemaDdl.MIN_GROUP) {
                List<ColumnProfile> alike = table.columns().subList(i, i + group);
                add(table, alike, Form.LINE, Detail.NONE);
                grouped.addAll(alike);
            }
            i += group;
        }
    }

    /** Some dates and categories of a wide table, which most questions need, and columns like the question's words. */
    private void describeFirst(TableProfile table) {
        List<Ranked> open = ranked(table).stream()
                .filter(each -> !stepped.contains(each.column()))
                .toList();
        Stream<Ranked> alike = open.stream()
                .filter(each -> each.coverage() > 0)
                .sorted(BY_NEED)
                .limit(DESCRIBED_OF_WIDE);
        Stream.of(
                        ofRank(open, SchemaFocus.DATE).limit(DESCRIBED_OF_WIDE / 2),
                        ofRank(open, SchemaFocus.CATEGORY).limit(DESCRIBED_OF_WIDE),
                        alike)
                .flatMap(each -> each)
                .filter(each -> !stepped.contains(each.column()))
                .forEach(each -> add(table, List.of(each.column()), Form.LINE, Detail.BRIEF));
    }

    private static Stream<Ranked> ofRank(List<Ranked> columns, int rank) {
        return columns.stream().filter(each -> each.rank() == rank);
    }

    private void add(TableProfile table, List<ColumnProfile> columns, Form form, Detail detail) {
        stepped.addAll(columns);
        addStep(table, columns, form, detail);
    }

    private void addStep(TableProfile table, List<ColumnProfile> columns, Form form, Detail detail) {
        String comment = detail == Detail.NONE ? "" : ddl.comment(table, columns.get(0), detail == Detail.BRIEF);
        steps.add(new Step(table, columns, new Shown(form, comment)));
    }

    private void comments(List<TableProfile> tables, int lastRank, Detail detail) {
        for (int rank = 0; rank <= lastRank; rank++) {
            for (TableProfile table : tables) {
                for (Ranked each : ranked(table)) {
                    if (each.rank() == rank && !grouped.contains(each.column())) {
                        addStep(table, List.of(each.column()), Form.LINE, detail);
                    }
                }
            }
        }
    }

    /** As many steps in their order as fit, leaving out those that are too long. */
    private List<Step> chosen() {
        List<Step> open = new ArrayList<>(steps);
        List<Step> taken = new ArrayList<>();
        boolean any = true;
        for (int round = 0; round < ROUNDS && any; round++) {
            any = false;
            // The tokens of parts do not add up to those of the whole text.
            int left = budget - tokens.applyAsInt(text(taken));
            Map<ColumnProfile, Shown> shown = shown(taken);
            List<Step> later = new ArrayList<>();
            for (Step step : open) {
                if (left < LEAST_COST) {
                    later.add(step);
                    continue;
                }
                int cost = cost(step, shown);
                if (cost > left) {
                    later.add(step);
                } else if (cost > 0) {
                    left -= cost;
                    taken.add(step);
                    step.put(shown);
                    any = true;
                }
            }
            open = later;
        }
        int kept = largest(taken.size(), count -> tokens.applyAsInt(text(taken.subList(0, count))) <= budget);
        return taken.subList(0, kept);
    }

    /** The tokens that a step adds; 0 if it adds nothing. */
    private int cost(Step step, Map<ColumnProfile, Shown> shown) {
        TableProfile table = step.table();
        ColumnProfile column = step.columns().get(0);
        Shown before = shown.get(column);
        String comment = step.shown().comment();
        if (step.shown().form() == Form.INLINE) {
            return before != null ? 0 : tokens.applyAsInt(ddl.inline(table));
        }
        if (before != null && before.form() != Form.INLINE) {
            return comment.length() <= before.comment().length()
                            || step.columns().size() > 1
                    ? 0
                    : tokens.applyAsInt("\n -- " + comment)
                            - (before.comment().isEmpty() ? 0 : tokens.applyAsInt(" -- " + before.comment()));
        }
        boolean first = table.columns().stream()
                .allMatch(other -> shown.getOrDefault(other, Shown.INLINE).form() == Form.INLINE);
        String name = ddl.column(table, column, step.shown().form());
        String all = step.columns().size() > 1 ? name + " … " + name + " -- columns, grouped" : name;
        return tokens.applyAsInt(all + (comment.isEmpty() ? "," : ", -- " + comment + "\n"))
                + (first ? tokens.applyAsInt(ddl.head(table) + "\n" + ddl.tail(table)) : 0);
    }

    private Map<ColumnProfile, Shown> shown(List<Step> taken) {
        Map<ColumnProfile, Shown> shown = SchemaDescription.identities();
        taken.forEach(step -> step.put(shown));
        return shown;
    }

    private String text(List<Step> taken) {
        return ddl.selection(order, shown(taken), tableNames);
    }

    private SchemaDescription described(List<Step> taken, List<TableProfile> named) {
        Map<ColumnProfile, Shown> shown = shown(taken);
        int comments = 0;
        int missingComments = 0;
        int missingTables = 0;
        int missingColumns = 0;
        boolean complete = !named.isEmpty();
        for (TableProfile table : order) {
            long missing = table.columns().stream()
                    .filter(column -> !shown.containsKey(column))
                    .count();
            boolean none = missing == table.columns().size();
            missingTables += none ? 1 : 0;
            missingColumns += none ? 0 : (int) missing;
            complete &= missing == 0 || !named.contains(table) || (SchemaFocus.isWide(table) && asked(table, shown));
            for (ColumnProfile column : table.columns()) {
                boolean has = !ddl.comment(table, column, true).isEmpty();
                Shown form = shown.get(column);
                comments += has ? 1 : 0;
                missingComments += has && (form == null || form.comment().isEmpty()) ? 1 : 0;
            }
        }
        return new SchemaDescription(
                ddl.selection(order, shown, tableNames),
                comments,
                missingComments,
                order.size(),
                missingTables,
                missingColumns,
                complete);
    }

    /** Whether the question names columns of the table, and all of them are shown. */
    private boolean asked(TableProfile table, Map<ColumnProfile, Shown> shown) {
        List<Ranked> asked = ranked(table).stream()
                .filter(each -> each.rank() == SchemaFocus.ASKED)
                .toList();
        return !asked.isEmpty() && asked.stream().allMatch(each -> shown.containsKey(each.column()));
    }

    /** The largest number up to the limit for which the monotonic condition holds, by binary search. */
    private static int largest(int limit, IntPredicate condition) {
        int low = 0;
        int high = limit;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (condition.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private List<Ranked> ranked(TableProfile table) {
        return ranked.getOrDefault(table, List.of());
    }
}
