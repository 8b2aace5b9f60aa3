package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.checks.DataCheck.Condition;
import io.github.bigdatamigrator.checks.DataCheck.Kind;
import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnFindings.Order;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.schema.ColumnMeaning;
import io.github.bigdatamigrator.text.IdentifierWords;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proposes checks of a table from its profile: its key, references, required columns, the number of its rows, and what
 * {@link ValueChecks}, {@link TextForm} and {@link DateChecks} say of its columns.
 *
 * <p>What held for n rows fails in the next m with a probability of at most m/(e·n): 3.7 % for a tenth more rows, which
 * is enough for a warning, and for 100 more than 1,000, which is enough for an error, as for {@code schema.FutureRows}.
 * Ranges and lengths are fitted to what was seen, so that they have room.
 */
final class CheckRules {
    private static final long ENOUGH_ROWS = 1000;
    private static final long ENOUGH_NAMED_ROWS = 100;
    private static final long FEW_ROWS = 20;
    private static final double STEADY = 0.1; // the standard error of an average, as a share of it
    private static final double NAME_BITS = 4;
    private static final double KEY_BITS = 8;
    private static final double RELIABLE = 0.5; // a reference of less confidence is no rule
    private static final double USED = 0.9; // a parent with such a share of used rows loses none unnoticed
    private static final Set<String> ID_WORDS = Set.of("uuid", "guid", "isbn", "ean", "sku", "iban", "imei", "vin");

    private final DataContext context;
    private final LocalDate today;
    private final TableProfile table;
    private final List<Relationship> references;
    private final Set<ColumnProfile> keyColumns = new HashSet<>();
    private final Set<ColumnProfile> referring = new HashSet<>();
    private final List<DataCheck> checks = new ArrayList<>();

    private CheckRules(DataContext context, TableProfile table, LocalDate today) {
        this.context = context;
        this.today = today;
        this.table = table;
        references = context.foreignKeys().stream()
                .filter(edge -> edge.fromTable().equals(table.name())
                        && edge.standing() == null
                        && edge.orphanRows() == 0
                        && edge.confidence() >= RELIABLE)
                .toList();
        if (table.primaryKey() != null && !table.keyUndecided()) {
            keyColumns.addAll(columns(table, table.primaryKey()));
        }
        references.forEach(edge -> referring.addAll(columns(table, edge.fromColumns())));
    }

    static List<DataCheck> of(DataContext context, TableProfile table, LocalDate today) {
        if (table.rows() == 0) {
            return List.of();
        }
        CheckRules rules = new CheckRules(context, table, today);
        rules.keys();
        rules.references();
        rules.required();
        rules.plausible();
        rules.usual();
        rules.fresh();
        return rules.checks;
    }

    /** What rows without exception say, in bits. */
    static double bits(long rows) {
        return Math.log(rows + 1.0) / Math.log(2);
    }

    private void keys() {
        if (!keyColumns.isEmpty()) {
            List<ColumnProfile> key = columns(table, Objects.requireNonNull(table.primaryKey()));
            unique(key, "identifies each row", KEY_BITS);
        }
        for (ColumnProfile column : table.columns()) {
            boolean named = IdentifierWords.of(column.name()).stream().anyMatch(ID_WORDS::contains);
            if (named && column.uniqueNotNull() && !related(column) && table.rows() >= ENOUGH_NAMED_ROWS) {
                unique(List.of(column), "is different in each row", NAME_BITS);
            }
        }
    }

    private void unique(List<ColumnProfile> key, String says, double bits) {
        add(Kind.KEY, key, new Rule.Unique(), says, "unique in", bits);
    }

    private void references() {
        for (Relationship edge : references) {
            TableProfile to = context.table(edge.toTable()).orElseThrow();
            List<ColumnProfile> from = columns(table, edge.fromColumns());
            List<ColumnProfile> key = columns(to, edge.toColumns());
            boolean comparable = true;
            for (int i = 0; i < from.size(); i++) {
                comparable &= comparable(from.get(i).type(), key.get(i).type());
            }
            if (comparable) {
                String says = "exists as " + shown(key) + " of " + to.name();
                add(
                        Kind.REFERENCE,
                        from,
                        new Rule.Included(to, key),
                        says,
                        "every value found in",
                        KEY_BITS * edge.confidence());
            }
        }
    }

    private static boolean comparable(ColumnType one, ColumnType other) {
        return one.kind() == other.kind() || (one.numeric() && other.numeric()) || (one.temporal() && other.temporal());
    }

    /** Columns besides the key that are always filled. */
    private void required() {
        List<Breach> breaches = new ArrayList<>();
        for (ColumnProfile column : table.columns()) {
            boolean filled = column.nulls() == 0
                    && column.findings().cells().blank() == 0
                    && column.findings().cells().empty() == 0;
            if (filled && !keyColumns.contains(column) && table.rows() > 1) {
                boolean text = column.type().kind() == ColumnType.Kind.STRING;
                breaches.add(new Breach(List.of(column), "is filled", dialect -> {
                    String name = dialect.name(column);
                    return name + " IS NULL" + (text ? " OR trim(" + name + ") = ''" : "");
                }));
            }
        }
        if (!breaches.isEmpty()) {
            List<ColumnProfile> columns =
                    breaches.stream().map(breach -> breach.columns().get(0)).toList();
            add(Kind.REQUIRED, columns, new Rule.NoRow(breaches), "is filled in every row", "no exception in", 0);
        }
    }

    /** Sets, ranges, forms of texts and dates; closed sets that a name speaks for are checks of their own. */
    private void plausible() {
        List<Breach> breaches = new ArrayList<>();
        List<ColumnProfile> accented = new ArrayList<>();
        for (ColumnProfile column : table.columns()) {
            if (keyColumns.contains(column) || referring.contains(column)) {
                continue;
            }
            long values = table.rows() - column.nulls();
            ValueChecks of = new ValueChecks(table, column, values);
            List<String> set = of.namedSet();
            Optional<Breach> usual = of.usualSet();
            if (!set.isEmpty()) {
                String says = "is " + String.join(", ", set);
                String reason = NumberFormat.count(set.size(), "value") + " in";
                add(Kind.VALUES, List.of(column), new Rule.Allowed(set), says, reason, NAME_BITS);
            } else if (usual.isPresent()) {
                breaches.add(usual.get());
            } else if (column.type().numeric() && values >= FEW_ROWS) {
                of.range().ifPresent(breaches::add);
            } else if (column.type().kind() == ColumnType.Kind.STRING) {
                TextForm form = new TextForm(table, column, values);
                breaches.addAll(form.breaches());
                if (form.hasOtherLetters()) {
                    accented.add(column);
                }
            }
        }
        if (!accented.isEmpty()) {
            breaches.add(DamagedText.breach(accented));
        }
        breaches.addAll(new DateChecks(table, today).breaches());
        if (!breaches.isEmpty()) {
            List<ColumnProfile> columns = breaches.stream()
                    .flatMap(breach -> breach.columns().stream())
                    .distinct()
                    .toList();
            add(Kind.PLAUSIBLE, columns, new Rule.NoRow(breaches), "", "no exception in", 0);
        }
    }

    /**
     * A floor for the number of rows; where ids number many rows without a gap, as many rows as ids; and averages that
     * change by less than a factor of two.
     */
    private void usual() {
        List<ColumnProfile> key = List.copyOf(keyColumns);
        boolean numbered = key.size() == 1 && table.rows() >= ENOUGH_ROWS && isWithoutGaps(key.get(0));
        boolean seen = context.foreignKeys().stream()
                .filter(edge -> edge.toTable().equals(table.name()) && edge.standing() == null)
                .anyMatch(this::isUsed);
        List<ColumnProfile> steady = table.columns().stream()
                .filter(column -> !keyColumns.contains(column) && !referring.contains(column) && isSteady(column))
                .toList();
        if (table.rows() < FEW_ROWS || (seen && !numbered && steady.isEmpty())) {
            return;
        }
        long floor = floor(table.rows());
        Condition broken = dialect -> {
            List<String> ways = new ArrayList<>(List.of("count(*) < " + floor));
            if (numbered) {
                String id = dialect.name(key.get(0));
                ways.add("count(*) <> max(" + id + ") - min(" + id + ") + 1");
            }
            for (ColumnProfile column : steady) {
                double mean = Objects.requireNonNull(column.mean());
                ways.add("avg(" + dialect.name(column) + ") NOT BETWEEN " + figure(mean / 2) + " AND "
                        + figure(mean * 2));
            }
            return String.join(" OR ", ways);
        };
        String says = table.name() + " has at least " + NumberFormat.count(floor, "row")
                + (numbered ? ", one for each number of " + shown(key) : "")
                + steady.stream()
                        .map(column -> "; the average of " + CheckSql.original(column) + " is between "
                                + figure(Objects.requireNonNull(column.mean()) / 2) + " and "
                                + figure(Objects.requireNonNull(column.mean()) * 2))
                        .collect(Collectors.joining());
        add(Kind.USUAL, List.of(), new Rule.Whole(broken), says, "today", numbered ? 0 : -NAME_BITS);
    }

    /** Whether the average of more such values is nearly the same: its standard error is small. */
    private boolean isSteady(ColumnProfile column) {
        long values = table.rows() - column.nulls();
        Double mean = column.mean();
        Double deviation = column.stddev();
        return mean != null
                && deviation != null
                && values >= ENOUGH_NAMED_ROWS
                && !isFlag(column)
                && mean > 0
                && !ColumnMeaning.isCode(column.name())
                && !ascends(column)
                && column.findings().sentinels().isEmpty()
                && deviation / Math.sqrt(values) <= STEADY * mean;
    }

    private static boolean isFlag(ColumnProfile column) {
        return "0".equals(column.min()) && "1".equals(column.max());
    }

    /** Three digits. */
    private static String figure(double number) {
        return new BigDecimal(number).round(new MathContext(3)).toPlainString();
    }

    private void fresh() {
        new DateChecks(table, today).goingOn().ifPresent(column -> {
            int days = 2 * DateChecks.FRESH_DAYS;
            Rule rule = new Rule.Whole(
                    dialect -> "max(" + dialect.name(column) + ") < CURRENT_DATE - INTERVAL '" + days + "' DAY");
            String says = "the newest " + CheckSql.original(column) + " is less than " + days + " days old";
            add(Kind.FRESH, List.of(column), rule, says, "newest " + column.max() + " in", -NAME_BITS);
        });
    }

    private boolean isWithoutGaps(ColumnProfile id) {
        return id.type().kind() == ColumnType.Kind.BIGINT
                && id.uniqueNotNull()
                && id.min() != null
                && id.max() != null
                && Long.parseLong(id.max()) - Long.parseLong(id.min()) + 1 == table.rows();
    }

    private boolean isUsed(Relationship edge) {
        return context.table(edge.fromTable())
                .flatMap(child -> child.column(edge.fromColumns().get(0)))
                .filter(column -> edge.orphanRows() == 0 && column.distinct().value() >= USED * table.rows())
                .isPresent();
    }

    /** Nine tenths, rounded down to two digits. */
    private static long floor(long rows) {
        long floor = rows * 9 / 10;
        long unit = 1;
        while (floor / unit >= 100) {
            unit *= 10;
        }
        return floor / unit * unit;
    }

    private void add(Kind kind, List<ColumnProfile> columns, Rule rule, String says, String reason, double bits) {
        checks.add(new DataCheck(
                kind,
                table,
                columns,
                rule,
                says,
                reason + " " + NumberFormat.count(table.rows(), "row"),
                bits(table.rows()) + bits));
    }

    private boolean related(ColumnProfile column) {
        return keyColumns.contains(column) || referring.contains(column);
    }

    static String shown(List<ColumnProfile> columns) {
        return columns.stream().map(CheckSql::original).collect(Collectors.joining(", "));
    }

    private static List<ColumnProfile> columns(TableProfile table, List<String> names) {
        return names.stream().map(name -> table.column(name).orElseThrow()).toList();
    }

    /** Whether the values stand in the file as they are read, so that other programs read the same. */
    static boolean isRead(ColumnProfile column) {
        return !OriginalText.textDiffers(column);
    }

    static boolean ascends(ColumnProfile column) {
        Order order = column.findings().order();
        return order == Order.ASCENDING || order == Order.STRICTLY_ASCENDING;
    }
}
