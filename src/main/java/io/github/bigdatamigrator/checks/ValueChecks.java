package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.checks.DataCheck.Kind;
import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.schema.ColumnMeaning;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes checks of values: closed sets, ranges, formats, damaged text.
 *
 * @param related columns of keys and references, whose values other checks bound
 */
record ValueChecks(TableProfile table, Set<ColumnProfile> related, List<DataCheck> checks) {
    private static final long FEW_VALUES = 20;
    private static final long ENOUGH_NAMED_VALUES = 100;
    private static final long ENOUGH_VALUES = 1000;
    private static final int MAX_NAMED_SET = 20;
    private static final int MAX_SET = 12;
    private static final long FEW_OF_EACH = 5;
    private static final double SHARE_OF_EACH = 0.01;
    private static final double NAME_BITS = 4;
    private static final int MAX_LISTED_LENGTH = 60; // in characters; the profile cuts values at 256 bytes
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    /** What follows a letter such as Ã where UTF-8 has been read as Latin-1 or windows-1252. */
    private static final String CONTINUATIONS =
            "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿";

    private static final String REPLACEMENT = "\ufffd";

    void add() {
        for (ColumnProfile column : table.columns()) {
            long values = table.rows() - column.nulls();
            if (!related.contains(column) && values >= FEW_VALUES && CheckRules.isRead(column)) {
                if (!isSet(column, values) && column.type().numeric()) {
                    range(column, values);
                } else if (column.type().kind() == ColumnType.Kind.STRING) {
                    format(column, values);
                }
            }
        }
        damagedText();
    }

    private boolean isSet(ColumnProfile column, long values) {
        List<TopValue> top = column.topValues();
        boolean complete = column.distinct().exact()
                && top.size() == column.distinct().value()
                && top.stream().allMatch(value -> value.exact() && value.value().length() <= MAX_LISTED_LENGTH);
        if (!complete || top.size() < 2) {
            return false;
        }
        Set<String> texts = top.stream().map(TopValue::value).collect(Collectors.toSet());
        boolean flag = column.type().kind() == ColumnType.Kind.BIGINT && texts.equals(Set.of("0", "1"));
        boolean named = column.type().kind() == ColumnType.Kind.STRING
                && ColumnMeaning.isClosedSet(column.name())
                && top.size() <= MAX_NAMED_SET
                && values >= ENOUGH_NAMED_VALUES
                && eachHas(top, FEW_OF_EACH);
        boolean speaks = column.type().kind() == ColumnType.Kind.STRING
                && top.size() <= MAX_SET
                && values >= ENOUGH_VALUES
                && eachHas(top, Math.max(FEW_VALUES, (long) (SHARE_OF_EACH * values)));
        if (flag || named || speaks) {
            List<String> allowed = texts.stream().sorted().toList();
            String says = "is " + String.join(", ", allowed);
            String reason = NumberFormat.count(top.size(), "value") + " in " + NumberFormat.count(values, "cell");
            add(Kind.VALUES, List.of(column), new Rule.Allowed(allowed), says, reason, values, flag || named);
        }
        return flag || named || speaks;
    }

    private static boolean eachHas(List<TopValue> values, long least) {
        return values.stream().allMatch(value -> value.count() >= least);
    }

    private void range(ColumnProfile column, long values) {
        if (ColumnMeaning.isCode(column.name()) || !column.findings().sentinels().isEmpty()) {
            return;
        }
        PlausibleRange range = PlausibleRange.of(column, values);
        BigDecimal lowest = range.lowest();
        BigDecimal highest = CheckRules.ascends(column) ? null : range.highest();
        if (lowest == null && highest == null) {
            return;
        }
        Breach breach = new Breach(List.of(column), dialect -> {
            String name = dialect.name(column);
            return Stream.of(
                            lowest == null ? null : name + " < " + lowest.toPlainString(),
                            highest == null ? null : name + " > " + highest.toPlainString())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" OR "));
        });
        String says = "is "
                + (lowest == null ? "at most " : highest == null ? "at least " : "")
                + (lowest == null ? "" : NumberFormat.of(lowest))
                + (lowest == null || highest == null ? "" : " to ")
                + (highest == null ? "" : NumberFormat.of(highest));
        String reason = NumberFormat.ofText(Objects.requireNonNull(column.min())) + " to "
                + NumberFormat.ofText(Objects.requireNonNull(column.max())) + " in "
                + NumberFormat.count(values, "cell");
        boolean named = ColumnMeaning.isNeverNegative(column.name());
        add(Kind.RANGE, List.of(column), new Rule.NoRow(List.of(breach)), says, reason, values, named);
    }

    private void format(ColumnProfile column, long values) {
        SemanticKind kind = column.findings().semantics() == null
                ? null
                : column.findings().semantics().kind();
        Shapes shapes = column.findings().shapes();
        List<Shape> found = shapes == null ? List.of() : shapes.shapes();
        boolean one = found.size() == 1 && !found.get(0).shape().contains("+");
        Breach breach;
        String form;
        if (kind == SemanticKind.EMAIL) {
            breach = like(column, "%_@_%._%");
            form = "has an @ and a point";
        } else if (one && (kind != null || values >= ENOUGH_NAMED_VALUES)) {
            String shape = found.get(0).shape();
            breach = new Breach(List.of(column), dialect -> translated(
                            dialect.name(column), dialect, DIGITS + letters(shape), pattern(shape))
                    + " <> " + dialect.text(shape));
            form = "is written " + shape;
        } else if (kind == SemanticKind.PHONE) {
            breach = new Breach(List.of(column), dialect -> translated(
                            dialect.name(column), dialect, DIGITS + "+()-./ ", "")
                    + " <> ''");
            form = "has digits and +()-./ only";
        } else {
            return;
        }
        String reason = "no exception in " + NumberFormat.count(values, "cell");
        add(Kind.FORMAT, List.of(column), new Rule.NoRow(List.of(breach)), form, reason, values, kind != null);
    }

    private static Breach like(ColumnProfile column, String pattern) {
        return new Breach(
                List.of(column), dialect -> dialect.name(column) + " NOT LIKE " + dialect.text(pattern));
    }

    private static String letters(String shape) {
        return (shape.contains("A") ? UPPER : "") + (shape.contains("a") ? UPPER.toLowerCase(java.util.Locale.ROOT) : "");
    }

    private static String pattern(String shape) {
        return "9".repeat(DIGITS.length())
                + (shape.contains("A") ? "A".repeat(UPPER.length()) : "")
                + (shape.contains("a") ? "a".repeat(UPPER.length()) : "");
    }

    private static String translated(String text, CheckSql.Dialect dialect, String from, String to) {
        return "translate(" + text + ", " + dialect.text(from) + ", " + dialect.text(to) + ")";
    }

    /** One check for all texts of a table that has letters beyond ASCII, which a wrong encoding would damage. */
    private void damagedText() {
        List<ColumnProfile> texts = table.columns().stream()
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING
                        && column.nulls() < table.rows()
                        && knownTexts(column).anyMatch(text -> !text.chars().allMatch(letter -> letter < 128)))
                .toList();
        if (texts.isEmpty() || table.rows() < FEW_VALUES) {
            return;
        }
        List<Breach> breaches = new ArrayList<>();
        for (ColumnProfile column : texts) {
            breaches.add(new Breach(List.of(column), dialect -> {
                String name = dialect.name(column);
                String marked = translated(
                        name, dialect, CONTINUATIONS, REPLACEMENT.repeat(CONTINUATIONS.length()));
                return Stream.of("Ã", "Â", "â" + REPLACEMENT)
                        .map(begin -> marked + " LIKE " + dialect.text("%" + begin + REPLACEMENT + "%"))
                        .collect(Collectors.joining(
                                " OR ", name + " LIKE " + dialect.text("%" + REPLACEMENT + "%") + " OR ", ""));
            }));
        }
        String says = "has no letters that a wrong encoding damaged";
        String reason = "no exception in " + NumberFormat.count(table.rows(), "row");
        add(Kind.TEXT, texts, new Rule.NoRow(breaches), says, reason, table.rows(), true);
    }

    /** The texts of a column that the profile shows. */
    private Stream<String> knownTexts(ColumnProfile column) {
        int place = table.columns().indexOf(column);
        Stream<@Nullable String> samples =
                table.sampleRows().stream().map(row -> place < row.size() ? row.get(place) : null);
        Stream<@Nullable String> others = Stream.concat(
                Stream.of(column.min(), column.max()), column.topValues().stream().map(TopValue::value));
        return new HashSet<>(Stream.concat(samples, others).filter(Objects::nonNull).toList()).stream();
    }

    private void add(
            Kind kind, List<ColumnProfile> columns, Rule rule, String says, String reason, long values, boolean named) {
        checks.add(new DataCheck(
                kind, table, columns, rule, says, reason, CheckRules.bits(values) + (named ? NAME_BITS : 0)));
    }
}
