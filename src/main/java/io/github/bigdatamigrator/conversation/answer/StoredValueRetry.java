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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces texts in a query that are not stored by the nearest stored values, for example {@code 'Shipped'} by
 * {@code 'shipped'}, folds case where the query folds it on one side only, and names those that no row holds.
 *
 * @param sql the query with stored values; unchanged if there are none to use
 * @param notes the replacements, for the user
 * @param missing texts that no row holds and that resemble no value, for the user
 */
record StoredValueRetry(String sql, List<String> notes, List<String> missing) {
    private static final double MIN_SIMILARITY = 0.8;
    private static final int MAX_LOOKUPS = 3;
    private static final Pattern COMPARED = Pattern.compile("(?is)(?:\\b(lower|lcase|upper|ucase)\\s*\\(\\s*)?"
            + "(?:[\\p{L}_][\\p{L}\\p{N}_]*\\s*\\.\\s*)?([\\p{L}_][\\p{L}\\p{N}_]*)\\s*\\)*\\s*"
            + "(?:(?:=|==|<=>|<>|!=|(?:not\\s+)?(i?like))\\s*(?:\\w+\\s*\\(\\s*)?|(?:not\\s+)?in\\s*\\([^()]*)$");
    private static final Pattern LIKE = Pattern.compile("(?is)\\blike(\\s*)$");
    private static final Pattern WILDCARDS = Pattern.compile("(?s)([%_]*)(.*?)([%_]*)");

    StoredValueRetry {
        notes = List.copyOf(notes);
        missing = List.copyOf(missing);
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

    /** @param empty whether the query found nothing, so that texts may be looked up by scans; at most three are */
    static StoredValueRetry of(String sql, DataContext context, ValueFinder values, boolean empty) {
        return new Search(sql, context, values, empty).retry();
    }

    /** Goes through one query. */
    private static final class Search {
        private final String sql;
        private final DataContext context;
        private final ValueFinder values;
        private final boolean empty;
        private final List<String> notes = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final StringBuilder rewritten = new StringBuilder();
        private int lookups;

        Search(String sql, DataContext context, ValueFinder values, boolean empty) {
            this.sql = sql;
            this.context = context;
            this.values = values;
            this.empty = empty;
        }

        StoredValueRetry retry() {
            String codeBefore = "";
            for (SqlToken part : SqlLexer.tokens(sql)) {
                Matcher compared = COMPARED.matcher(codeBefore);
                String text = part.text();
                if (part.kind() == SqlToken.Kind.STRING && compared.find()) {
                    text = literal(part, compared);
                }
                rewritten.append(text);
                codeBefore = part.kind() == SqlToken.Kind.COMMENT
                        ? codeBefore
                        : codeBefore + part.text().replace("`", "");
            }
            return new StoredValueRetry(rewritten.toString(), notes, missing);
        }

        /** The literal to compare with; may change the operator before it. */
        private String literal(SqlToken token, Matcher compared) {
            String written = token.value();
            boolean like = compared.group(3) != null;
            Matcher wildcards = WILDCARDS.matcher(written);
            String wanted = like && wildcards.matches() ? wildcards.group(2) : written;
            List<Place> places = places(compared.group(2));
            if (places.isEmpty() || wanted.isBlank() || (like && wanted.matches("(?s).*[%_].*"))) {
                return token.text();
            }
            String folded = folded(compared.group(1), written);
            boolean insensitive = compared.group(1) != null || like;
            if (!empty && (insensitive || !isMissing(places, wanted))) {
                return folded.equals(written) ? token.text() : replaced(written, folded);
            }
            Optional<String> stored = nearest(places, wanted);
            if (stored.isPresent()) {
                String value = like ? wildcards.group(1) + stored.get() + wildcards.group(3) : stored.get();
                return replaced(written, folded(compared.group(1), value));
            }
            if (!folded.equals(written)) {
                return replaced(written, folded);
            }
            if (like
                    && compared.group(3).equalsIgnoreCase("like")
                    && LIKE.matcher(rewritten).find()) {
                String before = LIKE.matcher(rewritten).replaceFirst("ILIKE$1");
                rewritten.setLength(0);
                rewritten.append(before);
                notes.add("‘" + PromptSanitizer.text(written, 60) + "’ was searched for whatever the case.");
            } else if (!insensitive && isMissing(places, wanted)) {
                missing.add("No row has ‘" + PromptSanitizer.text(wanted, 60) + "’ in "
                        + places.get(0).table().sqlName() + "."
                        + places.get(0).column().sqlName() + ".");
            }
            return token.text();
        }

        private String replaced(String written, String stored) {
            notes.add("‘" + PromptSanitizer.text(written, 60) + "’ is not stored; the nearest stored value ‘"
                    + PromptSanitizer.text(stored, 60) + "’ was used.");
            return SqlLiterals.quote(stored);
        }

        /** The text in the case that the query gives to the column. */
        private static String folded(@Nullable String function, String text) {
            if (function == null) {
                return text;
            }
            return function.toLowerCase(Locale.ROOT).startsWith("l")
                    ? text.toLowerCase(Locale.ROOT)
                    : text.toUpperCase(Locale.ROOT);
        }

        private record Place(TableProfile table, ColumnProfile column) {}

        private List<Place> places(String column) {
            List<Place> places = new ArrayList<>();
            for (TableProfile table : context.tables()) {
                table.column(column)
                        .filter(it -> it.type().kind() == ColumnType.Kind.STRING
                                && SqlIdentifiers.mentioned(table.sqlName(), sql))
                        .ifPresent(it -> places.add(new Place(table, it)));
            }
            return places;
        }

        /** Whether it is known that none of the columns holds the text. */
        private boolean isMissing(List<Place> places, String text) {
            return places.stream()
                    .allMatch(place -> values.holds(
                                    place.table().sqlName(), place.column().sqlName(), text)
                            .filter(held -> !held)
                            .isPresent());
        }

        private Optional<String> nearest(List<Place> places, String wanted) {
            for (Place place : places) {
                if (lookups++ >= MAX_LOOKUPS) {
                    return Optional.empty();
                }
                List<ValueHit> hits =
                        values.nearest(place.table().sqlName(), place.column().sqlName(), wanted, 1);
                if (!hits.isEmpty() && hits.get(0).similarity() >= MIN_SIMILARITY) {
                    String value = hits.get(0).value();
                    return value.equals(wanted) ? Optional.empty() : Optional.of(value);
                }
            }
            return Optional.empty();
        }
    }
}
