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
 * A query that found nothing because it compares with a text that is stored otherwise ({@code 'Shipped'} for
 * {@code shipped}), made anew with what is stored.
 *
 * @param sql the query with stored values
 * @param notes what was read as what, for the user
 */
record StoredValueRetry(String sql, List<String> notes) {
    private static final double NEAR = 0.8;
    private static final int COMPARISONS = 3;
    private static final Pattern COMPARED = Pattern.compile(
            "(?is)([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\)?\\s*(?:(?:=|<=>|like|ilike)\\s*(?:\\w+\\s*\\(\\s*)?|in\\s*\\([^()]*)$");

    StoredValueRetry {
        notes = List.copyOf(notes);
    }

    /** Whether a result says that nothing was found: no rows, or one that holds nulls and zeros only. */
    static boolean empty(QueryResult result) {
        return result.rowCount() == 0
                || (result.rowCount() == 1 && result.rows().get(0).stream().allMatch(StoredValueRetry::nothing));
    }

    private static boolean nothing(@Nullable Object cell) {
        return cell == null
                || (cell instanceof Long number && number == 0)
                || (cell instanceof Double real && real == 0)
                || (cell instanceof BigDecimal decimal && decimal.signum() == 0);
    }

    /** Looks up at most three texts; empty where all are stored as they stand, or nothing near is. */
    static Optional<StoredValueRetry> of(String sql, DataContext context, ValueFinder values) {
        List<String> notes = new ArrayList<>();
        StringBuilder anew = new StringBuilder();
        int looked = 0;
        String before = "";
        for (SqlToken part : SqlLexer.tokens(sql)) {
            String text = part.text();
            Matcher compared = COMPARED.matcher(before);
            if (part.kind() == SqlToken.Kind.STRING && looked < COMPARISONS && compared.find()) {
                String wanted = part.value();
                Optional<String> stored = stored(wanted, compared.group(1), sql, context, values);
                looked++;
                if (stored.isPresent()) {
                    notes.add("‘" + PromptSanitizer.text(wanted, 60) + "’ is not stored; the nearest stored value ‘"
                            + PromptSanitizer.text(stored.get(), 60) + "’ was used.");
                    text = SqlLiterals.quote(stored.get());
                }
            }
            anew.append(text);
            before = part.kind() == SqlToken.Kind.COMMENT
                    ? before
                    : before + part.text().replace("`", "");
        }
        return notes.isEmpty() ? Optional.empty() : Optional.of(new StoredValueRetry(anew.toString(), notes));
    }

    private static Optional<String> stored(
            String wanted, String column, String sql, DataContext context, ValueFinder values) {
        if (wanted.isBlank() || wanted.contains("%")) {
            return Optional.empty();
        }
        for (TableProfile table : context.tables()) {
            Optional<ColumnProfile> profile = table.column(column);
            boolean used = SqlIdentifiers.mentioned(table.sqlName(), sql);
            if (used && profile.isPresent() && profile.get().type().kind() == ColumnType.Kind.STRING) {
                List<ValueHit> hits =
                        values.nearest(table.sqlName(), profile.get().sqlName(), wanted, 1);
                return hits.stream()
                        .filter(hit -> hit.similarity() >= NEAR && !hit.value().equals(wanted))
                        .map(ValueHit::value)
                        .findFirst();
            }
        }
        return Optional.empty();
    }
}
