package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.relationship.IdentifierTokens.ColumnName;
import java.util.List;

/**
 * Tells what the names of tables and columns say about references that equal values do not show. Tables and columns are
 * given by their indexes. Driver only; for one thread.
 */
public final class ReferenceNames {
    private final NamedTables tables;
    private final ForeignKeyScorer scorer;

    ReferenceNames(KeyGraph graph) {
        tables = graph.tables();
        scorer = graph.scorer();
    }

    /** Rates how strongly the names say that a column refers to a key: natural-log odds, below 0 where they deny it. */
    public double naming(int table, int column, int keyTable, int key) {
        return scorer.naming(new CandidateEdge(ColumnSet.of(table, column), ColumnSet.of(keyTable, key)));
    }

    /** Whether the name says that the column identifies something. */
    public boolean identifies(int table, int column) {
        return tables.name(table, column).identifies();
    }

    /**
     * Returns the words of a column's name in singular, without those that only mark an identifier; all but the last
     * one if there are no others ({@code ref_id}).
     */
    public List<String> words(int table, int column) {
        ColumnName name = tables.name(table, column);
        return name.words().isEmpty() && !name.all().isEmpty()
                ? name.all().subList(0, name.all().size() - 1)
                : name.words();
    }

    /** Whether a table is named for days. */
    public boolean calendar(int table) {
        return tables.topic(table).stream().anyMatch(SchemaVocabulary.CALENDARS::contains);
    }

    /** Whether a text, such as {@code Customer} or {@code app.models.Order}, names a table, whole or by its end. */
    public boolean names(String text, int table) {
        List<String> words = IdentifierTokens.split(text);
        List<String> topic = tables.topic(table);
        return WordSimilarity.equal(words, topic) > 0 || WordSimilarity.ends(words, topic) > 0;
    }
}
