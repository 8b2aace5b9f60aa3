package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the columns by which people identify a row: a product's name, a person's first and last name. */
record LabelColumns(TableNode node, List<ColumnProfile> columns) {
    private static final Set<String> NAME_WORDS = Set.of("name", "title", "label", "bezeichnung", "titel", "caption");
    private static final Set<String> OTHER_NAME_WORDS =
            NounPhrase.set("first last middle user file contact ship courtesy job mime billing host");
    private static final double NEARLY_UNIQUE = 0.8;

    static Optional<LabelColumns> of(TableNode node) {
        List<ColumnProfile> texts = node.columns(ColumnRole.NAME, ColumnRole.CATEGORY, ColumnRole.KEY).stream()
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING)
                .toList();
        ColumnProfile named = texts.stream()
                .filter(column -> nameScore(node, column) > 0)
                .filter(column -> column.distinct().value() > 1 && column.nulls() * 10 < node.rows())
                .max(Comparator.comparingInt(column -> nameScore(node, column)))
                .orElse(null);
        Optional<LabelColumns> person = person(node, texts);
        if (named != null
                && (person.isEmpty()
                        || (nameScore(node, named) >= 3
                                && NounPhrase.of(named).last().equals("name")))) {
            return Optional.of(new LabelColumns(node, List.of(named)));
        }
        return person.or(() -> texts.stream()
                .filter(column -> column.distinct().value() >= NEARLY_UNIQUE * node.rows())
                .min(Comparator.comparing((ColumnProfile column) -> node.role(column) == ColumnRole.KEY))
                .map(column -> new LabelColumns(node, List.of(column))));
    }

    private static Optional<LabelColumns> person(TableNode node, List<ColumnProfile> texts) {
        return texts.stream()
                .filter(column -> NounPhrase.of(column).any(ColumnRoles.FIRST_NAME_WORDS))
                .findFirst()
                .flatMap(first -> texts.stream()
                        .filter(column -> NounPhrase.of(column).any(ColumnRoles.LAST_NAME_WORDS))
                        .filter(column -> !column.equals(first))
                        .findFirst()
                        .map(last -> new LabelColumns(node, List.of(first, last))));
    }

    /** How certainly the column names the row, by its own name: 0 (not) to 4. */
    private static int nameScore(TableNode node, ColumnProfile column) {
        NounPhrase words = NounPhrase.of(column);
        boolean namesTable = words.any(node.words().singular().list());
        if (!NAME_WORDS.contains(words.last()) && !words.equals(node.words().singular())) {
            return words.last().equals("description") && namesTable ? 1 : 0;
        }
        if (words.any(OTHER_NAME_WORDS)) {
            return 0;
        }
        return words.list().size() == 1 || namesTable ? 4 : words.list().contains("full") ? 3 : 2;
    }

    /** The label as one column of a SELECT list. */
    String select(JoinPath path) {
        return columns.size() == 1
                ? path.column(node, columns.get(0))
                : "concat_ws(' ', " + path.columns(node, columns) + ") AS " + columnAlias(node.singular() + " name");
    }

    /** Whether several rows can share a label, so that the key must be shown too. */
    boolean isAmbiguous() {
        return columns.size() == 1
                && !columns.get(0).unique().value()
                && columns.get(0).distinct().value() < node.rows();
    }
}
