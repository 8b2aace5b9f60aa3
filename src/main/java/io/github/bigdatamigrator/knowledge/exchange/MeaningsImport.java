package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads meanings from a file of another format. The entries name tables and columns as the data does where it has them.
 * A part that cannot be used is among the faults, with its line.
 */
public final class MeaningsImport {
    private static final Set<String> TABULAR = Set.of("csv", "tsv", "txt", "xlsx", "xls", "parquet");

    private MeaningsImport() {}

    /**
     * A table of a dictionary.
     *
     * @param name of the sheet or the heading above it; empty if it has none
     * @param rows cells as text, the header among the first of them; null for an empty cell
     */
    public record Sheet(String name, List<List<@Nullable String>> rows) {}

    /** Whether the file is a dictionary in rows and columns, to be read like data. */
    public static boolean isTabular(String file) {
        return TABULAR.contains(ending(file));
    }

    /** Reads a dictionary with one row for each column. */
    public static MeaningEntries ofSheets(String file, List<Sheet> sheets, DataContext context) {
        return new Dictionary(file, context).read(sheets);
    }

    /**
     * Reads Markdown, DDL, a {@code schema.yml} of dbt, an Ossie model, or a file of meanings.
     *
     * @throws MigratorException BAD_INPUT if it is none of them
     */
    public static MeaningEntries ofText(String file, String text, DataContext context) {
        return switch (ending(file)) {
            case "md", "markdown" -> new Dictionary(file, context).read(MarkdownTables.of(text));
            case "sql", "ddl" -> new DdlComments(file, text, context).read();
            case "yml", "yaml", "json" -> ofYaml(file, YamlReader.read(file, text), context);
            default ->
                throw MigratorException.badInput("There is no import for " + file
                        + "; known are csv, tsv, txt, xlsx, xls, md, sql, yml, yaml and json.");
        };
    }

    private static MeaningEntries ofYaml(String file, Yaml document, DataContext context) {
        if (document instanceof Mapping mapping) {
            List<String> keys = mapping.entries().stream().map(Entry::key).toList();
            if (keys.contains("semantic_model") || keys.contains("datasets")) {
                return new OssieImport(context).read(mapping);
            } else if (keys.stream().anyMatch(DbtSchema.KEYS::contains)) {
                return new DbtSchema(context).read(mapping);
            } else if (keys.stream().anyMatch(Set.of("tables", "measures", "filters", "relationships")::contains)) {
                return MeaningsYaml.read(mapping);
            }
        }
        throw MigratorException.badInput(file + " is no Ossie model (datasets), no schema.yml of dbt (models, sources)"
                + " and no file of meanings (tables, measures, filters, relationships).");
    }

    private static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
