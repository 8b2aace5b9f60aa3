package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.CheckSql.Dialect;
import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.checks.DataCheck.Condition;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what the texts of a column look like: length, digits, case, the form of codes and addresses. The samples of the
 * profile suggest it, the full data decides.
 */
record TextForm(TableProfile table, ColumnProfile column, long values) {
    private static final long VERY_FEW_VALUES = 5;
    private static final long FEW_VALUES = 20;
    private static final long SPEAKING_VALUES = 50; // that none of so many has a digit is no chance
    private static final long CODE_VALUES = 100;
    private static final double NARROW = 0.65; // the shortest as a share of the average, where lengths hardly differ
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";

    List<Breach> breaches() {
        List<Breach> found = new ArrayList<>();
        if (values < VERY_FEW_VALUES || !CheckRules.isRead(column)) {
            return found;
        }
        length(found);
        if (values < FEW_VALUES) {
            return found;
        }
        Set<String> known = knownTexts();
        SemanticKind kind = column.findings().semantics() == null
                ? null
                : column.findings().semantics().kind();
        String shape = shape();
        if (kind == SemanticKind.EMAIL) {
            found.add(breach("has an @ and a point", dialect -> name(dialect) + " NOT LIKE '%_@_%._%'"));
        } else if (shape != null && (kind != null || values >= CODE_VALUES)) {
            found.add(breach("is written " + shape, dialect -> written(dialect, shape)));
        } else if (kind == SemanticKind.PHONE) {
            found.add(breach(
                    "has digits and +()-./ only", dialect -> translated(dialect, DIGITS + "+()-./ ", "") + " <> ''"));
        } else if (values >= SPEAKING_VALUES) {
            characters(found, known);
        }
        ending(found, known);
        return found;
    }

    private void length(List<Breach> found) {
        Lengths lengths = column.lengths();
        if (lengths == null || lengths.max() == 0) {
            return;
        }
        boolean narrow = values >= FEW_VALUES && lengths.min() >= NARROW * lengths.mean();
        long least = (long) Math.ceil(lengths.min() * (narrow ? 0.75 : 0.5));
        long most = (long) Math.ceil(lengths.max() * (narrow ? 1.35 : 2.0));
        found.add(breach("has " + least + " to " + most + " characters", dialect -> {
            String length = "char_length(" + name(dialect) + ")";
            return length + " < " + least + " OR " + length + " > " + most;
        }));
    }

    /** The only pattern of all texts, if their lengths are equal; else null. */
    private @Nullable String shape() {
        Shapes shapes = column.findings().shapes();
        List<Shape> found = shapes == null ? List.of() : shapes.shapes();
        return found.size() == 1 && !found.get(0).shape().contains("+")
                ? found.get(0).shape()
                : null;
    }

    private String written(Dialect dialect, String shape) {
        String from = DIGITS + (shape.contains("A") ? UPPER : "") + (shape.contains("a") ? LOWER : "");
        String to = "9".repeat(DIGITS.length())
                + (shape.contains("A") ? "A".repeat(UPPER.length()) : "")
                + (shape.contains("a") ? "a".repeat(LOWER.length()) : "");
        return translated(dialect, from, to) + " <> " + dialect.text(shape);
    }

    /** Digits in all texts or in none; no small letters. */
    private void characters(List<Breach> found, Set<String> known) {
        long digits = known.stream()
                .filter(text -> text.chars().anyMatch(letter -> DIGITS.indexOf(letter) >= 0))
                .count();
        if (digits == 0) {
            found.add(breach("has no digits", dialect -> translated(dialect, DIGITS, "") + " <> " + name(dialect)));
        } else if (digits == known.size()) {
            found.add(breach("has a digit", dialect -> translated(dialect, DIGITS, "") + " = " + name(dialect)));
        }
        if (known.stream().allMatch(text -> text.chars().noneMatch(Character::isLowerCase))
                && known.stream().anyMatch(text -> text.chars().anyMatch(Character::isUpperCase))) {
            found.add(
                    breach("has no small letters", dialect -> translated(dialect, LOWER, "") + " <> " + name(dialect)));
        }
    }

    /** A last character that all texts share and that is no letter or digit, such as a bracket. */
    private void ending(List<Breach> found, Set<String> known) {
        List<String> last = known.stream()
                .map(text -> text.isEmpty() ? "" : text.substring(text.length() - 1))
                .distinct()
                .toList();
        if (last.size() == 1 && known.size() > 1 && last.get(0).matches("[\\p{P}&&[^%_\\\\]]")) {
            found.add(breach(
                    "ends with " + last.get(0),
                    dialect -> name(dialect) + " NOT LIKE " + dialect.text("%" + last.get(0))));
        }
    }

    private Breach breach(String says, Condition condition) {
        return new Breach(List.of(column), says, condition);
    }

    private String name(Dialect dialect) {
        return dialect.name(column);
    }

    private String translated(Dialect dialect, String from, String to) {
        return "translate(" + name(dialect) + ", " + dialect.text(from) + ", " + dialect.text(to) + ")";
    }

    /** Whether some text has letters beyond ASCII, which a wrong encoding would damage. */
    boolean hasOtherLetters() {
        return knownTexts().stream().anyMatch(text -> !text.chars().allMatch(letter -> letter < 128));
    }

    /** The texts of the column that the profile shows. */
    private Set<String> knownTexts() {
        int place = table.columns().indexOf(column);
        Stream<@Nullable String> samples =
                table.sampleRows().stream().map(row -> place < row.size() ? row.get(place) : null);
        Shapes shapes = column.findings().shapes();
        Stream<String> examples =
                shapes == null ? Stream.of() : shapes.shapes().stream().map(Shape::example);
        return Stream.of(samples, column.topValues().stream().map(TopValue::value), examples)
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
