package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns that people know a table's rows by: a product's name, a person's first and last name. */
record LabelColumns(TableNode subject, List<ColumnProfile> columns) {
    private static final Set<String> NAMING = Set.of("name", "title", "label", "bezeichnung", "titel", "caption");
    private static final Set<String> NOT_NAMING =
            Words.set("first last middle user file contact ship courtesy job mime billing host");
    private static final double NEARLY_UNIQUE = 0.8;

    static Optional<LabelColumns> of(TableNode subject) {
        List<ColumnProfile> texts = subject.table().columns().stream()
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING)
                .filter(column -> switch (subject.role(column)) {
                    case NAME, CATEGORY, KEY -> true;
                    default -> false;
                })
                .toList();
        Optional<ColumnProfile> named = texts.stream()
                .filter(column -> naming(subject, column) > 0)
                .filter(column -> column.distinct().value() > 1 && column.nulls() * 10 < subject.rows())
                .max(Comparator.comparingInt(column -> naming(subject, column)));
        Optional<LabelColumns> person = person(subject, texts);
        if (named.isPresent()
                && (person.isEmpty()
                        || (naming(subject, named.get()) >= 3
                                && Words.of(named.get().name()).last().equals("name")))) {
            return Optional.of(new LabelColumns(subject, List.of(named.get())));
        }
        if (person.isPresent()) {
            return person;
        }
        return texts.stream()
                .filter(column -> column.distinct().value() >= NEARLY_UNIQUE * subject.rows())
                .min(Comparator.comparing((ColumnProfile column) -> subject.role(column) == ColumnRole.KEY))
                .map(column -> new LabelColumns(subject, List.of(column)));
    }

    private static Optional<LabelColumns> person(TableNode subject, List<ColumnProfile> texts) {
        Optional<ColumnProfile> first = texts.stream()
                .filter(column -> Words.of(column.name()).any(ColumnRoles.FIRST_NAMES))
                .findFirst();
        Optional<ColumnProfile> last = texts.stream()
                .filter(column -> Words.of(column.name()).any(ColumnRoles.LAST_NAMES))
                .filter(column -> first.isEmpty() || !column.equals(first.get()))
                .findFirst();
        return first.isPresent() && last.isPresent()
                ? Optional.of(new LabelColumns(subject, List.of(first.get(), last.get())))
                : Optional.empty();
    }

    /** How surely the column's name says that it names the row; 0 for not at all. */
    private static int naming(TableNode subject, ColumnProfile column) {
        Words words = Words.of(column.name());
        if (!NAMING.contains(words.last()) && !words.equals(subject.words().singular())) {
            return words.last().equals("description") && owned(subject, words) ? 1 : 0;
        }
        if (words.any(NOT_NAMING)) {
            return 0;
        }
        return words.list().size() == 1 || owned(subject, words)
                ? 4
                : words.list().contains("full") ? 3 : 2;
    }

    private static boolean owned(TableNode subject, Words words) {
        return words.any(subject.words().singular().list());
    }

    /** The label as one value of a query. */
    String select(JoinPath route) {
        if (columns.size() == 1) {
            return route.column(subject, columns.get(0));
        }
        return "concat_ws(' ', " + route.columns(subject, columns) + ") AS " + columnAlias(subject.one() + " name");
    }

    /** Whether rows of that label may be more than one thing, so that the key must be shown with it. */
    boolean ambiguous() {
        return columns.size() > 1
                ? false
                : !columns.get(0).unique().value() && columns.get(0).distinct().value() < subject.rows();
    }
}
