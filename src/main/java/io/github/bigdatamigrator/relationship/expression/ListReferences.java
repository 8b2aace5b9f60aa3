package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Pair;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Values;
import io.github.bigdatamigrator.relationship.expression.Proposal.ColumnId;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * Proposes references of lists in text: {@code 3,7,9}, {@code a; b}, {@code [3, 7]}. The name of the column must say
 * what the list has.
 */
final class ListReferences {
    private static final double CONTAINED = 0.9;
    private static final double PLAUSIBLE = 0.4; // minimum share of elements of a few examples
    private static final double SEVERAL = 0.1; // minimum share of cells with more than one element
    private static final int CELLS = 3; // minimum number of such cells
    private static final int MAXIMUM_ELEMENT = 64;
    private static final List<String> DELIMITERS = List.of(",", ";", "|", " ");
    private static final Pattern WRAPPING = Pattern.compile("[\\[\\](){}\"']");

    private final Columns columns;
    private final Map<ColumnId, Set<String>> keys = new HashMap<>();

    ListReferences(Columns columns) {
        this.columns = columns;
    }

    /** How the cells are cut: the characters that are removed first, and the delimiter with the blanks beside it. */
    private record Format(String removed, String delimiter, boolean padded) {
        List<String> elements(String cell) {
            String bare = cell.chars()
                    .filter(mark -> removed.indexOf(mark) < 0)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            return Arrays.stream(bare.split(Pattern.quote(delimiter), -1))
                    .map(element -> StringUtils.strip(element, " ")) // like the pattern in SQL
                    .filter(element -> !element.isEmpty())
                    .toList();
        }

        String sql(String column) {
            String bare =
                    removed.isEmpty() ? column : "translate(" + column + ", " + SqlLiterals.quote(removed) + ", '')";
            String pattern = delimiter.equals("|") ? "[|]" : delimiter;
            return padded
                    ? "split(trim(" + bare + "), ' *" + pattern + " *')"
                    : "split(" + bare + ", '" + pattern + "')";
        }
    }

    List<Proposal> find() {
        return columns.all()
                .filter(this::mayList)
                .flatMap(child -> proposal(child).stream())
                .toList();
    }

    private boolean mayList(ColumnId child) {
        ColumnProfile column = columns.profile(child);
        return Columns.isText(column)
                && columns.foreignKey(child) == null
                && !columns.isPrimaryKey(child)
                && column.findings().shapes() != null;
    }

    /** Cuts the examples of the column's patterns at any mark that may be a delimiter; none if no example has one. */
    private static List<String> examples(ColumnProfile column) {
        Shapes shapes = column.findings().shapes();
        List<String> cells = shapes == null
                ? List.of()
                : shapes.shapes().stream().map(Shape::example).toList();
        for (String marks : List.of("[,;|]", " ")) {
            List<String> elements = cells.stream()
                    .flatMap(cell ->
                            Arrays.stream(WRAPPING.matcher(cell).replaceAll("").split(marks)))
                    .map(String::strip)
                    .filter(element -> !element.isEmpty())
                    .toList();
            if (elements.size() > cells.size()) {
                return elements;
            }
        }
        return List.of();
    }

    /** Whether elements may be among the keys, which costs less than the names. */
    private boolean plausible(List<String> elements, ColumnId key) {
        Set<String> found = keys.computeIfAbsent(key, any -> new HashSet<>(columns.texts(key)));
        return found.size() < columns.profile(key).distinct().value()
                || elements.stream().filter(found::contains).count() >= PLAUSIBLE * elements.size();
    }

    private Optional<Proposal> proposal(ColumnId child) {
        List<String> examples = examples(columns.profile(child));
        List<ColumnId> named = examples.isEmpty()
                ? List.of()
                : columns.keys().stream()
                        .filter(key -> plausible(examples, key) && columns.naming(child, key) >= Proposal.NAMED)
                        .sorted(Comparator.comparingDouble((ColumnId key) -> -columns.naming(child, key)))
                        .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        List<String> cells =
                columns.sample(child).stream().filter(Objects::nonNull).toList();
        Format format = format(cells);
        if (format == null) {
            return Optional.empty();
        }
        Set<String> elements =
                cells.stream().flatMap(cell -> format.elements(cell).stream()).collect(Collectors.toSet());
        return named.stream()
                .filter(key -> contains(key, elements))
                .findFirst()
                .map(key -> proposal(child, key, format));
    }

    /** The format with the first delimiter that enough cells have; null if the cells are no lists. */
    private static @Nullable Format format(List<String> cells) {
        String wrapping = cells.stream()
                .flatMap(cell -> WRAPPING.matcher(cell).results())
                .map(found -> found.group())
                .distinct()
                .sorted()
                .collect(Collectors.joining());
        for (String delimiter : DELIMITERS) {
            Format format = new Format(wrapping, delimiter, false);
            List<List<String>> lists = cells.stream().map(format::elements).toList();
            long several = lists.stream().filter(list -> list.size() > 1).count();
            long filled = lists.stream().filter(list -> !list.isEmpty()).count();
            boolean fits =
                    lists.stream().flatMap(List::stream).allMatch(element -> element.length() <= MAXIMUM_ELEMENT);
            if (several >= CELLS && several >= SEVERAL * filled && fits) {
                boolean blanks = !delimiter.equals(" ") && cells.stream().anyMatch(cell -> cell.indexOf(' ') >= 0);
                boolean within = lists.stream().flatMap(List::stream).anyMatch(element -> element.indexOf(' ') >= 0);
                return new Format(wrapping + (blanks && !within ? " " : ""), format.delimiter, blanks && within);
            }
        }
        return null;
    }

    private boolean contains(ColumnId key, Set<String> elements) {
        Set<String> found = keys.getOrDefault(key, Set.of());
        // Of a key of many values, only some are known.
        double known = Math.min(
                1, (double) found.size() / columns.profile(key).distinct().value());
        long contained = elements.stream().filter(found::contains).count();
        return elements.size() >= 2
                && contained > 0
                && contained >= CONTAINED * known * elements.size() / (known < 1 ? 2 : 1);
    }

    private Proposal proposal(ColumnId child, ColumnId key, Format format) {
        ColumnType text = ColumnType.STRING;
        Values values =
                new Values(child.table(), "array_remove(" + format.sql(columns.sql(child)) + ", '')", text, true);
        Values keys = new Values(key.table(), columns.text(key, columns.sql(key)), text, false);
        JoinCondition join = new JoinCondition(
                format.sql(columns.qualified(child)),
                columns.text(key, columns.qualifiedKey(key, child)),
                null,
                format.delimiter());
        double naming = columns.naming(child, key);
        Map<String, Long> all = columns.counts(key);
        return new Proposal(
                child,
                key,
                new Pair(values, keys),
                Proposal.count(
                        columns.counts(child),
                        cell -> format.elements(cell).stream(),
                        all == null ? null : List.copyOf(all.keySet())),
                join,
                naming,
                CONTAINED,
                "the elements of the lists are keys");
    }
}
