package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.ColumnMeaning;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what people said of tables and columns, and what a database declares of them, into the schema description.
 * Names, of synonyms and definitions too, may be shown at every privacy level unless they look like data; units belong
 * to the aggregates; descriptions and comments are free text that may quote values, as declared conditions do, so they
 * belong to the examples. The SQL of a definition is never shown, because the program inserts it.
 */
final class MeaningComment {
    private static final int DESCRIPTION_LENGTH = 160;
    private static final int BRIEF_LENGTH = 60;
    private static final int NAME_LENGTH = 40;
    private static final int MAX_CHECKS = 5;
    private static final int MAX_SYNONYMS = 5;
    private static final int MAX_DEFINITIONS = 20;
    private static final Pattern DATA_LIKE = Pattern.compile(".*(?:@|\\d{3}).*");

    private MeaningComment() {}

    /** @param brief whether texts are cut short */
    static String column(
            Meanings meanings, TableProfile table, ColumnProfile column, PrivacyLevel level, boolean brief) {
        ColumnMeaning meaning = meanings.of(table, column);
        List<String> parts = new ArrayList<>();
        description(parts, meaning.description(), declared(table, column), level, brief);
        if (meaning.unit() != null && PrivacyLevel.AGGREGATES.within(level)) {
            parts.add("in " + PromptSanitizer.text(meaning.unit(), NAME_LENGTH));
        }
        if (column.name().equals(meanings.of(table).timeColumn())) {
            parts.add("the date for questions about periods");
        }
        synonyms(parts, meaning.synonyms());
        return String.join("; ", parts);
    }

    static String table(Meanings meanings, TableProfile table, PrivacyLevel level) {
        TableMeaning meaning = meanings.of(table);
        List<String> parts = new ArrayList<>();
        String declared = table.declared() == null ? null : table.declared().comment();
        description(parts, meaning.description(), declared, level, false);
        synonyms(parts, meaning.synonyms());
        return String.join("; ", parts);
    }

    /** The lines that name the measures and filters of a table. */
    static String definitions(Meanings meanings, TableProfile table, PrivacyLevel level) {
        return definitions(
                        meanings,
                        table,
                        level,
                        Kind.MEASURE,
                        " -- defined aggregates; write the bare name, as in SELECT name, its SQL is inserted: ")
                + definitions(
                        meanings,
                        table,
                        level,
                        Kind.FILTER,
                        " -- defined conditions; write the bare name, as in WHERE name, its SQL is inserted: ");
    }

    private static String definitions(
            Meanings meanings, TableProfile table, PrivacyLevel level, Kind kind, String head) {
        List<Definition> all = meanings.definitions().stream()
                .filter(each -> each.kind() == kind && each.table().equals(table.name()))
                .toList();
        if (all.isEmpty()) {
            return "";
        }
        return head
                + all.stream()
                        .limit(MAX_DEFINITIONS)
                        .map(each -> definition(each, level))
                        .collect(Collectors.joining(", "))
                + (all.size() > MAX_DEFINITIONS ? ", …" : "") + "\n";
    }

    private static String definition(Definition definition, PrivacyLevel level) {
        List<String> parts = new ArrayList<>();
        description(parts, definition.description(), null, level, true);
        List<String> names = new ArrayList<>(definition.synonyms());
        if (!definition.name().equals(definition.identifier())) {
            names.add(0, definition.name());
        }
        synonyms(parts, names);
        return definition.identifier() + (parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")");
    }

    private static @Nullable String declared(TableProfile table, ColumnProfile column) {
        return table.declared() == null
                ? null
                : table.declared()
                        .column(column.name())
                        .map(DeclaredFacts.Column::comment)
                        .orElse(null);
    }

    /** The lines that show the conditions that a database declares; they may have values as literals. */
    static String checks(TableProfile table, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        return table.declared() == null || !PrivacyLevel.EXAMPLES.within(level)
                ? ""
                : table.declared().checks().stream()
                        .limit(MAX_CHECKS)
                        .map(check -> " -- declared: "
                                + pseudonyms.hideHeaders(PromptSanitizer.text(check, DESCRIPTION_LENGTH)) + "\n")
                        .collect(Collectors.joining());
    }

    /** @param declared the comment in the database, for what people have not described */
    private static void description(
            List<String> parts,
            @Nullable String described,
            @Nullable String declared,
            PrivacyLevel level,
            boolean brief) {
        String description = described == null ? declared : described;
        if (description != null && PrivacyLevel.EXAMPLES.within(level)) {
            parts.add(PromptSanitizer.text(description, brief ? BRIEF_LENGTH : DESCRIPTION_LENGTH));
        }
    }

    private static void synonyms(List<String> parts, List<String> synonyms) {
        List<String> shown = synonyms.stream()
                .filter(name -> !DATA_LIKE.matcher(name).matches())
                .limit(MAX_SYNONYMS)
                .map(name -> PromptSanitizer.text(name, NAME_LENGTH))
                .toList();
        if (!shown.isEmpty()) {
            parts.add("also called " + String.join(", ", shown));
        }
    }
}
