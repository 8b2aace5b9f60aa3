package io.github.bigdatamigrator.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks recommendations on rows of texts in plain Java, without Spark or SQL; an empty text is null. */
final class RowChecker {
    private static final Pattern TYPE = Pattern.compile(" TYPE ([a-z ]+?)(?:\\((\\d+)(?:,(\\d+))?\\))?(?: USING .*)?;");
    private static final Pattern TARGET = Pattern.compile("REFERENCES \"(\\w+)\" \\(([^)]*)\\)");
    private static final Pattern CHECK = Pattern.compile("CHECK \\(\"(\\w+)\" (<=|>=|<|>|=) (\\S+)\\);");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'");
    private static final Pattern PARTS = Pattern.compile("split_part\\(\"\\w+\", '([^']*)', (\\d)\\)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern DEPENDENT = Pattern.compile("DROP COLUMN \"(\\w+)\"");

    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, List<String[]>> tables = new HashMap<>();

    void add(String table, List<String> header, List<String[]> rows) {
        headers.put(table, header);
        tables.put(table, rows);
    }

    boolean violates(Recommendation recommendation) {
        String first = recommendation.columns().isEmpty()
                ? ""
                : recommendation.columns().get(0);
        String statement = recommendation.statement();
        return switch (recommendation.kind()) {
            case TYPE ->
                cells(recommendation.table(), first).stream().anyMatch(cell -> !fits(cell, found(TYPE, statement)));
            case NULLABILITY, PARTITION, SORT ->
                tuples(recommendation.table(), recommendation.columns()).stream()
                        .anyMatch(row -> row.contains(""));
            case KEY -> key(recommendation);
            case FOREIGN_KEY -> {
                Matcher target = found(TARGET, statement);
                Set<List<String>> known = new HashSet<>(tuples(
                        target.group(1),
                        List.of(target.group(2).replace("\"", "").split(", "))));
                yield tuples(recommendation.table(), recommendation.columns()).stream()
                        .anyMatch(row -> !row.contains("") && !known.contains(row));
            }
            case ENUM -> {
                Set<String> texts = new HashSet<>();
                TEXT.matcher(statement).results().forEach(text -> texts.add(text.group(1)));
                yield cells(recommendation.table(), first).stream().anyMatch(cell -> !texts.contains(cell));
            }
            case CHECK -> check(recommendation.table(), found(CHECK, statement));
            case DROP_CONSTANT -> new HashSet<>(tuples(recommendation.table(), recommendation.columns())).size() > 1;
            case SPLIT -> {
                List<String> numbers = new ArrayList<>();
                PARTS.matcher(statement).results().forEach(part -> numbers.add(part.group(2)));
                String separator = found(PARTS, statement).group(1);
                yield cells(recommendation.table(), first).stream()
                        .anyMatch(cell -> cell.split(Pattern.quote(separator), -1).length != numbers.size());
            }
            case NORMALISE ->
                dependency(recommendation, found(DEPENDENT, statement).group(1));
            case DUPLICATE_ROWS -> {
                List<List<String>> rows = tuples(recommendation.table(), known(headers, recommendation.table()));
                yield new HashSet<>(rows).size() < rows.size();
            }
        };
    }

    private boolean key(Recommendation recommendation) {
        boolean primary = recommendation.statement().contains("PRIMARY KEY");
        Set<List<String>> seen = new HashSet<>();
        for (List<String> row : tuples(recommendation.table(), recommendation.columns())) {
            if (row.contains("") ? primary : !seen.add(row)) {
                return true;
            }
        }
        return false;
    }

    private boolean check(String table, Matcher check) {
        String right = check.group(3);
        List<String> columns =
                right.startsWith("\"") ? List.of(check.group(1), right.replace("\"", "")) : List.of(check.group(1));
        for (List<String> row : tuples(table, columns)) {
            if (!row.contains("") && !holds(row.get(0), check.group(2), row.size() == 2 ? row.get(1) : right)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String left, String sign, String right) {
        boolean numbers =
                NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches();
        int order = numbers ? new BigDecimal(left).compareTo(new BigDecimal(right)) : left.compareTo(right);
        return switch (sign) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order == 0;
        };
    }

    private boolean dependency(Recommendation recommendation, String dependent) {
        Map<List<String>, String> known = new HashMap<>();
        List<String> values = all(recommendation.table(), dependent);
        List<List<String>> keys = tuples(recommendation.table(), recommendation.columns());
        for (int i = 0; i < keys.size(); i++) {
            boolean lost = keys.get(i).contains("") && !values.get(i).isEmpty();
            String before = keys.get(i).contains("") ? null : known.putIfAbsent(keys.get(i), values.get(i));
            if (lost || (before != null && !before.equals(values.get(i)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String cell, Matcher type) {
        int size = type.group(2) == null ? 0 : Integer.parseInt(type.group(2));
        try {
            return switch (type.group(1)) {
                case "smallint" -> Short.toString(Short.parseShort(cell)).equals(cell);
                case "integer" -> Integer.toString(Integer.parseInt(cell)).equals(cell);
                case "bigint" -> Long.toString(Long.parseLong(cell)).equals(cell);
                case "numeric" -> numeric(new BigDecimal(cell), size, Integer.parseInt(type.group(3)));
                case "varchar" -> cell.length() <= size;
                case "text" -> true;
                case "double precision" -> !Double.isNaN(Double.parseDouble(cell));
                case "date" -> LocalDate.parse(cell) != null;
                default -> throw new IllegalArgumentException(type.group());
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            return false;
        }
    }

    private static boolean numeric(BigDecimal number, int precision, int scale) {
        return number.stripTrailingZeros().scale() <= scale
                && number.abs().compareTo(BigDecimal.TEN.pow(precision - scale)) < 0;
    }

    private static Matcher found(Pattern pattern, String statement) {
        Matcher matcher = pattern.matcher(statement);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + statement);
        }
        return matcher;
    }

    private List<String> all(String table, String column) {
        return tuples(table, List.of(column)).stream().map(row -> row.get(0)).toList();
    }

    private List<String> cells(String table, String column) {
        return all(table, column).stream().filter(cell -> !cell.isEmpty()).toList();
    }

    private List<List<String>> tuples(String table, List<String> columns) {
        List<Integer> places =
                columns.stream().map(known(headers, table)::indexOf).toList();
        return known(tables, table).stream()
                .map(row -> places.stream().map(place -> row[place]).toList())
                .toList();
    }

    private static <T> T known(Map<String, T> tables, String table) {
        return Objects.requireNonNull(tables.get(table), table);
    }
}
