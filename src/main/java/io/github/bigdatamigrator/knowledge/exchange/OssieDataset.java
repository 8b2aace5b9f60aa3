package io.github.bigdatamigrator.knowledge.exchange;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.knowledge.exchange.OssieNode.Unusable;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlToken;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.sql.SqlWords.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of an Ossie model with the table of the data that it means.
 *
 * @param columns the column of each field that is one
 * @param computed the SQL of each other field
 */
record OssieDataset(
        OssieNode node, String name, String table, Map<String, String> columns, Map<String, String> computed) {
    OssieDataset(OssieNode node, NamesOfData names) throws Unusable {
        this(node, node.required("name"), table(node, names), new HashMap<>(), new HashMap<>());
    }

    /** The table of the source, or else of the name. */
    private static String table(OssieNode node, NamesOfData names) throws Unusable {
        String name = node.required("name");
        String source = node.required("source");
        return names.table(source)
                .or(() -> names.table(name))
                .map(table -> table.name())
                .orElse(name);
    }

    /** The column that a field or a column name means. */
    String columnOf(String field) {
        return columns.getOrDefault(field, field);
    }

    /** The name of the column that an expression is; null for another expression. */
    static @Nullable String column(String expression) {
        List<Word> words = SqlWords.of(withBackticks(expression));
        return words.size() == 1 && words.get(0).isName() ? words.get(0).text() : null;
    }

    /** SQL whose identifiers in double quotes, as standard SQL has them, are in backticks, as Spark has them. */
    static String withBackticks(String sql) {
        StringBuilder text = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            boolean name = token.kind() == SqlToken.Kind.STRING && token.text().startsWith("\"");
            text.append(name ? "`" + token.identifier().replace("`", "``") + "`" : token.text());
        }
        return text.toString();
    }

    /** The SQL of a computed field, its columns with their table. */
    private String computed(String field, NamesOfData names) {
        String sql = withBackticks(computed.getOrDefault(field, ""));
        List<Word> words = SqlWords.of(sql);
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            boolean bare = word.isName()
                    && (i == 0 || !words.get(i - 1).is("."))
                    && (i + 1 == words.size()
                            || !(words.get(i + 1).is("(") || words.get(i + 1).is(".")));
            String column = columnOf(word.text());
            boolean known = columns.containsKey(word.text())
                    || names.table(table).flatMap(found -> found.column(column)).isPresent();
            if (bare && known) {
                text.append(sql, from, word.start()).append(quoteIfNeeded(table) + "." + quoteIfNeeded(column));
                from = word.end();
            }
        }
        return text + sql.substring(from);
    }

    /** The SQL of a metric with tables and columns of the data in place of datasets and fields. */
    static String sql(OssieNode metric, String name, String expression, Map<String, OssieDataset> datasets)
            throws Unusable {
        String sql = withBackticks(expression);
        List<Word> words = SqlWords.of(sql);
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i + 2 < words.size(); i++) {
            boolean qualified = words.get(i).isName()
                    && words.get(i + 1).is(".")
                    && words.get(i + 2).isName()
                    && (i == 0 || !words.get(i - 1).is("."));
            if (!qualified) {
                continue;
            }
            OssieDataset dataset = datasets.get(words.get(i).text());
            if (dataset == null) {
                throw metric.unusable(
                        "expression",
                        "the metric " + name + " uses the dataset "
                                + words.get(i).text() + ", which the model does not have"
                                + OssieNode.nearest(words.get(i).text(), datasets.keySet()));
            }
            String field = words.get(i + 2).text();
            text.append(sql, from, words.get(i).start());
            if (dataset.computed.containsKey(field)) {
                text.append('(')
                        .append(dataset.computed(field, metric.found().names))
                        .append(')');
            } else {
                text.append(quoteIfNeeded(dataset.table)).append('.').append(quoteIfNeeded(dataset.columnOf(field)));
            }
            from = words.get(i + 2).end();
            i += 2;
        }
        return text + sql.substring(from);
    }
}
