package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLexer;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.sql.SqlToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * Replaces texts in a query that are not stored by the nearest stored values, for example {@code 'Shipped'} by
 * {@code 'shipped'}, folds case where the query folds it on one side only, and names those that no row holds, with the
 * nearest value.
 *
 * @param sql the query with stored values; unchanged if there are none to use
 * @param notes the replacements, for the user
 * @param missing texts that no row holds and that are not replaced, for the user
 */
record StoredValueRetry(String sql, List<String> notes, List<String> missing) {
    private static final double MIN_SIMILARITY = 0.8;
    /** From here on a value is named, but not used. */
    private static final double MIN_NAMED = 0.6;

    private static final int MAX_LOOKUPS = 3;
    /** Calls around a column, the column, the ends of calls, and the operator before a text. */
    private static final Pattern COMPARED = Pattern.compile("(?is)((?:\\b\\w+\\s*\\(\\s*)*)"
            + "(?:[\\p{L}_][\\p{L}\\p{N}_]*\\s*\\.\\s*)?([\\p{L}_][\\p{L}\\p{N}_]*)(\\s*(?:\\)\\s*)*)"
            + "(?:(?:=|==|<=>|<>|!=|(?:not\\s+)?(i?like))\\s*(?:\\w+\\s*\\(\\s*)?|(?:not\\s+)?in\\s*\\([^()]*)$");

    private static final Set<String> TRIMMING = Set.of("trim", "ltrim", "rtrim", "btrim");
    private static final Set<String> LOWER = Set.of("lower", "lcase");
    private static final Set<String> UPPER = Set.of("upper", "ucase");
    private static final Pattern LIKE = Pattern.compile("(?is)\\blike(\\s*)$");
    private static final Pattern WILDCARDS = Pattern.compile("(?s)([%_]*)(.*?)([%_]*)");

    StoredValueRetry {
        notes = List.copyOf(notes);
        missing = missing.stream().distinct().toList();
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
    static StoredValueRetry of(String sql, OpenedData data, AnswerLanguage language, boolean empty) {
        return new Search(sql, data, language, empty).retry();
    }

    /** Goes through one query. */
    private static final class Search {
        private final String sql;
        private final OpenedData data;
        private final AnswerLanguage language;
        private final boolean empty;
        private final List<String> notes = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final StringBuilder rewritten = new StringBuilder();
        private int lookups;
        private int scans;

        Search(String sql, OpenedData data, AnswerLanguage language, boolean empty) {
            this.sql = sql;
            this.data = data;
            this.language = language;
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
            boolean like = compared.group(4) != null;
            Matcher wildcards = WILDCARDS.matcher(written);
            String wanted = like && wildcards.matches() ? wildcards.group(2) : written;
            List<String> calls = calls(compared);
            List<Place> places = places(compared.group(2));
            if (calls == null || places.isEmpty() || wanted.isBlank() || (like && wanted.matches("(?s).*[%_].*"))) {
                return token.text();
            }
            String folded = folded(calls, written);
            boolean anyCase = !calls.isEmpty();
            if (!empty && (like || !isMissing(places, wanted, anyCase))) {
                return folded.equals(written) ? token.text() : replaced(written, folded);
            }
            Optional<ValueHit> near = nearest(places, wanted);
            Optional<String> stored = near.filter(hit -> hit.similarity() >= MIN_SIMILARITY)
                    .map(ValueHit::value)
                    .filter(value -> !value.equals(wanted));
            if (stored.isPresent()) {
                String value = like ? wildcards.group(1) + stored.get() + wildcards.group(3) : stored.get();
                return replaced(written, folded(calls, value));
            }
            if (!folded.equals(written)) {
                return replaced(written, folded);
            }
            boolean found =
                    near.filter(hit -> hit.similarity() >= MIN_SIMILARITY).isPresent();
            if (like ? isUnmatched(places, written) : !found && isMissing(places, wanted, anyCase)) {
                missing.add(language.notStored(
                        PromptSanitizer.text(written, 60),
                        places.get(0).table().sqlName() + "."
                                + places.get(0).column().sqlName(),
                        near.map(hit -> PromptSanitizer.text(hit.value(), 60)).orElse("")));
            } else if (like
                    && compared.group(4).equalsIgnoreCase("like")
                    && LIKE.matcher(rewritten).find()) {
                String before = LIKE.matcher(rewritten).replaceFirst("ILIKE$1");
                rewritten.setLength(0);
                rewritten.append(before);
                notes.add(language.anyCase(PromptSanitizer.text(written, 60)));
            }
            return token.text();
        }

        private String replaced(String written, String stored) {
            notes.add(language.replaced(PromptSanitizer.text(written, 60), PromptSanitizer.text(stored, 60)));
            return SqlLiterals.quote(stored);
        }

        /**
         * The functions of case around the column, the innermost first; null if another function changes its values.
         * Calls that end behind the comparison are not around the column: {@code sum(city = 'Paris')}.
         */
        private static @Nullable List<String> calls(Matcher compared) {
            String[] names = StringUtils.split(compared.group(1).toLowerCase(Locale.ROOT), "( \n\r\t");
            int ends = StringUtils.countMatches(compared.group(3), ')');
            List<String> calls = new ArrayList<>();
            for (int i = names.length - 1; i >= Math.max(0, names.length - ends); i--) {
                if (LOWER.contains(names[i]) || UPPER.contains(names[i])) {
                    calls.add(names[i]);
                } else if (!TRIMMING.contains(names[i])) {
                    return null;
                }
            }
            return ends > names.length ? null : calls;
        }

        /** The text in the case that the query gives to the column. */
        private static String folded(List<String> calls, String text) {
            if (calls.isEmpty()) {
                return text;
            }
            return LOWER.contains(calls.get(calls.size() - 1))
                    ? text.toLowerCase(Locale.ROOT)
                    : text.toUpperCase(Locale.ROOT);
        }

        private record Place(TableProfile table, ColumnProfile column) {}

        private List<Place> places(String column) {
            List<Place> places = new ArrayList<>();
            for (TableProfile table : data.context().tables()) {
                table.column(column)
                        .filter(it -> it.type().kind() == ColumnType.Kind.STRING
                                && SqlIdentifiers.mentioned(table.sqlName(), sql))
                        .ifPresent(it -> places.add(new Place(table, it)));
            }
            return places;
        }

        /** Whether it is known that none of the columns holds the text; after an empty result also by a scan. */
        private boolean isMissing(List<Place> places, String text, boolean anyCase) {
            return places.stream().allMatch(place -> {
                String table = place.table().sqlName();
                String column = place.column().sqlName();
                Optional<Boolean> held = anyCase
                        ? data.values().holdsInAnyCase(table, column, text)
                        : data.values().holds(table, column, text);
                return held.map(known -> !known)
                        .orElseGet(() -> empty && isUnmatched(List.of(place), text.replaceAll("([%_\\\\])", "\\\\$1")));
            });
        }

        /** Whether no row of any of the columns fits a pattern, whatever the case; false if that is not known. */
        private boolean isUnmatched(List<Place> places, String pattern) {
            if (scans++ >= MAX_LOOKUPS) {
                return false;
            }
            try {
                for (Place place : places) {
                    QueryResult found = data.queries()
                            .run("SELECT 1 FROM "
                                    + SqlIdentifiers.quote(place.table().sqlName()) + " WHERE "
                                    + SqlIdentifiers.quote(place.column().sqlName()) + " ILIKE "
                                    + SqlLiterals.quote(pattern) + " LIMIT 1");
                    if (found.rowCount() > 0) {
                        return false;
                    }
                }
                return true;
            } catch (MigratorException e) {
                if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.DATA_CHANGED) {
                    throw e;
                }
                return false;
            }
        }

        private Optional<ValueHit> nearest(List<Place> places, String wanted) {
            return places.stream()
                    .filter(place -> lookups++ < MAX_LOOKUPS)
                    .flatMap(place ->
                            data
                                    .values()
                                    .nearest(
                                            place.table().sqlName(),
                                            place.column().sqlName(),
                                            wanted,
                                            1)
                                    .stream())
                    .filter(hit -> hit.similarity() >= MIN_NAMED)
                    .findFirst();
        }
    }
}
