package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Describes the tables as {@code CREATE TABLE} statements with profile figures in comments, within a number of tokens.
 * If all of it fits, tables and columns keep the order of the files. Otherwise the names and types of all columns come
 * first if they leave tokens for comments; and if not, the tables of the question with their columns, comments in the
 * order of {@link SchemaFocus}, and other tables as far as they fit, the rest by name. Comments are cut short before
 * they are left out.
 *
 * @param comments comments of all columns
 * @param commentsLeftOut how many of them are missing
 * @param tables all tables
 * @param tablesLeftOut tables of which no column is shown
 * @param columnsLeftOut columns of other tables that are not shown
 * @param focusComplete whether a table of the question is known and all columns of such tables are shown, or of a wide
 *     table those that the question names
 */
record SchemaDescription(
        String text,
        int comments,
        int commentsLeftOut,
        int tables,
        int tablesLeftOut,
        int columnsLeftOut,
        boolean focusComplete) {
    /** Whether all columns are shown with all their comments. */
    boolean whole() {
        return commentsLeftOut + tablesLeftOut + columnsLeftOut == 0;
    }

    /**
     * @param question the question whose words give tables and columns priority
     * @param lastSql the last query, whose columns come next; empty if there is none
     * @param hits values that the question may mean
     */
    static SchemaDescription of(
            DataContext context,
            HeaderPseudonyms pseudonyms,
            PrivacyLevel level,
            String question,
            String lastSql,
            List<ValueHits> hits,
            ToIntFunction<String> tokens,
            int budget) {
        SchemaDdl ddl = new SchemaDdl(context, pseudonyms, level);
        String whole = ddl.whole();
        if (tokens.applyAsInt(whole) <= budget) {
            return new SchemaDescription(whole, 0, 0, context.tables().size(), 0, 0, true);
        }
        SchemaFocus focus = SchemaFocus.of(context, question, lastSql, hits);
        return new SchemaSelection(ddl, context, focus, tokens, budget).description();
    }

    static <T> Map<ColumnProfile, T> identities() {
        return new IdentityHashMap<>();
    }
}
