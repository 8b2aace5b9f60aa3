package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.ValueFinder;
import io.github.bigdatamigrator.context.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.sql.SqlToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces texts in a query that found nothing by the nearest stored values, for example {@code 'Shipped'} by
 * {@code 'shipped'}.
 *
 * @param sql the query with stored values
 * @param notes the replacements, for the user
 */
record StoredValueRetry(String sql, List<String> notes) {
    private static final double MIN_SIMILARITY = 0.8;
    private static final int MAX_LOOKUPS = 3;
    private static final Pattern COMPARED = Pattern.compile("(?is)([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\)?\\s*"
            + "(?:(?:=|<=>|like|ilike)\\s*(?:\\w+\\s*\\(\\s*)?|in\\s*\\([^()]*)$");

    StoredValueRetry {
        notes = List.copyOf(notes);
    }

    /** Whether a result has no rows, or a single row of nulls and zeros only. */
    static boolean isEmpty(QueryResult result) {
        return result.rowCount() == 0
                || (result.rowCount() == 1 && result.rows().get(0).stream().allMatch(StoredValueRetry::isNullOrZero));
    }

    private static boolean isNullOrZero(@Nullable Object cell) {
        return cell == null
                || (cell instanceof Long number && number == 0)
                || (cell instanceof Double real && real == 0)
                || (cell instanceof BigDecimal decimal && decimal.signum() == 0);
    }

    /** Looks up at most three texts. Empty if each of them is stored exactly so, or no stored value is near. */
    static Optional<StoredValueRetry> of(String sql, DataContext context, ValueFinder values) {
        List<String> notes = new ArrayList<>();
        StringBuilder rewritten = new StringBuilder();
        int lookups = 0;
        String codeBefore = "";
        for (SqlToken part : SqlLexer.tokens(sql)) {
            String text = part.text();
            Matcher compared = COMPARED.matcher(codeBefore);
            if (part.kind() == SqlToken.Kind.STRING && lookups < MAX_LOOKUPS && compared.find()) {
                String wanted = part.value();
                Optional<String> stored = storedValue(wanted, compared.group(1), sql, context, values);
                lookups++;
                if (stored.isPresent()) {
                    notes.add("‘" + PromptSanitizer.text(wanted, 60) + "’ is not stored; the nearest stored value ‘"
                            + PromptSanitizer.text(stored.get(), 60) + "’ was used.");
                    text = SqlLiterals.quote(stored.get());
                }
            }
            rewritten.append(text);
            codeBefore = part.kind() == SqlToken.Kind.COMMENT
                    ? codeBefore
                    : codeBefore + part.text().replace("`", "");
        }
        return notes.isEmpty() ? Optional.empty() : Optional.of(new StoredValueRetry(rewritten.toString(), notes));
    }

    private static Optional<String> storedValue(
            String wanted, String column, String sql, DataContext context, ValueFinder values) {
        if (wanted.isBlank() || wanted.contains("%")) {
            return Optional.empty();
        }
        for (TableProfile table : context.tables()) {
            Optional<ColumnProfile> profile = table.column(column);
            if (SqlIdentifiers.mentioned(table.sqlName(), sql)
                    && profile.filter(it -> it.type().kind() == ColumnType.Kind.STRING)
                            .isPresent()) {
                return values.nearest(table.sqlName(), profile.get().sqlName(), wanted, 1).stream()
                        .filter(hit -> hit.similarity() >= MIN_SIMILARITY
                                && !hit.value().equals(wanted))
                        .map(ValueHit::value)
                        .findFirst();
            }
        }
        return Optional.empty();
    }
}
