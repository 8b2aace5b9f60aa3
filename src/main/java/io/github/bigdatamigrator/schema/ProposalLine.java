package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a model's reply: a word, a table with columns, and the rest.
 *
 * @param rest what follows the columns
 */
record ProposalLine(String word, String table, List<String> columns, String rest) {
    private static final String BULLET = "^[\\s*\\d.)\\-]*";
    private static final String WORDS =
            "(TYPE|NOT NULL|(?:PRIMARY |UNIQUE )?KEY|FOREIGN KEY|VALUES|CHECK|DROP|SPLIT|DEPENDS|" + "PARTITION|SORT)";
    private static final Pattern LINE = Pattern.compile(
            BULLET + WORDS + "\\b:?\\s*[`\"]?([^`\"()]+?)[`\"]?\\s*\\(([^()]*)\\)\\s*(.*?)[\\s;`]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MEANT = Pattern.compile(BULLET + WORDS + "\\s.*[(].*");
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:->|→|REFERENCES)\\s*[`\"]?([^`\"()]+?)[`\"]?\\s*\\(([^()]*)\\)[\\s.]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEPENDENT = Pattern.compile("(?:->|→)\\s*[`\"]?([^`\"()]+?)[`\"]?[\\s.]*");
    private static final Pattern TYPE = Pattern.compile(
            "(?:AS\\s+|->\\s*)?([a-z]+)(?:\\s+precision)?\\s*(?:\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\))?[\\s.]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RELATION = Pattern.compile("(<=|>=|<|>|=)\\s*(.+?)[\\s.]*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,10})?");
    private static final Pattern SEPARATOR =
            Pattern.compile("(?:BY|AT|ON)\\s*'(.{1,5})'[\\s.]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");

    /** Nothing where the line has no such form. */
    static Optional<ProposalLine> read(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new ProposalLine(
                        matcher.group(1).toUpperCase(Locale.ROOT),
                        matcher.group(2),
                        names(matcher.group(3)),
                        matcher.group(4)))
                : Optional.empty();
    }

    /** Whether the line was meant as a proposal, so that it must not be passed over without a word. */
    static boolean meant(String line) {
        return LINE.matcher(line).matches() || MEANT.matcher(line).matches();
    }

    static Recommendation.Kind kind(String line) {
        Matcher matcher = MEANT.matcher(line);
        Matcher read = LINE.matcher(line);
        String word = read.matches() ? read.group(1) : matcher.matches() ? matcher.group(1) : "KEY";
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TYPE" -> Recommendation.Kind.TYPE;
            case "NOT NULL" -> Recommendation.Kind.NULLABILITY;
            case "FOREIGN KEY" -> Recommendation.Kind.FOREIGN_KEY;
            case "VALUES" -> Recommendation.Kind.ENUM;
            case "CHECK" -> Recommendation.Kind.CHECK;
            case "DROP" -> Recommendation.Kind.DROP_CONSTANT;
            case "SPLIT" -> Recommendation.Kind.SPLIT;
            case "DEPENDS" -> Recommendation.Kind.NORMALISE;
            case "PARTITION" -> Recommendation.Kind.PARTITION;
            case "SORT" -> Recommendation.Kind.SORT;
            default -> Recommendation.Kind.KEY;
        };
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> name.strip().replaceAll("^[`\"]|[`\"]$", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The proposal, or nothing where a table, a column or what else it takes is not there. */
    Optional<Proposal> proposal(PlannedSchema schema) {
        Optional<PlannedTable> found = schema.table(table);
        if (word.equals("FOREIGN KEY")) {
            Matcher target = REFERENCE.matcher(rest);
            return !target.matches()
                    ? Optional.empty()
                    : schema.key(table, columns, target.group(1), names(target.group(2)))
                            .map(key -> Proposal.foreignKey(
                                    key,
                                    EVIDENCE,
                                    Recommendation.Origin.MODEL,
                                    PlannedSchema.comparable(key)
                                            ? null
                                            : "the two sides are of different kinds of type"));
        }
        return found.flatMap(in -> in.columns(columns).flatMap(list -> of(in, list)));
    }

    private static final String EVIDENCE = "proposed by the model";

    private Optional<Proposal> of(PlannedTable in, List<PlannedColumn> list) {
        if (word.endsWith("KEY")) {
            return Optional.of(
                    in.profile().primaryKey() == null
                            ? Proposal.primaryKey(in, list, EVIDENCE, Recommendation.Origin.MODEL)
                            : Proposal.uniqueKey(in, list, EVIDENCE, Recommendation.Origin.MODEL));
        }
        PlannedColumn first = list.get(0);
        if (word.equals("DEPENDS")) {
            Matcher dependent = DEPENDENT.matcher(rest);
            return dependent.matches()
                    ? in.columns(List.of(dependent.group(1)))
                            .filter(one -> !list.contains(one.get(0)))
                            .map(one ->
                                    Proposal.dependency(in, list, one.get(0), EVIDENCE, Recommendation.Origin.MODEL, 0))
                    : Optional.empty();
        }
        if (list.size() != 1) {
            return Optional.empty();
        }
        return switch (word) {
            case "NOT NULL" -> Optional.of(Proposal.notNull(in, first, EVIDENCE, Recommendation.Origin.MODEL));
            case "PARTITION" -> Optional.of(filled(Recommendation.Kind.PARTITION, in, first));
            case "SORT" -> Optional.of(filled(Recommendation.Kind.SORT, in, first));
            case "DROP" -> Optional.of(ofRows(Recommendation.Kind.DROP_CONSTANT, in, list, ProposalDetail.NONE));
            case "TYPE" -> type().map(type -> ofRows(Recommendation.Kind.TYPE, in, list, new ProposalDetail.As(type)));
            case "VALUES" -> values(in, first);
            case "SPLIT" -> split(in, first);
            case "CHECK" -> check(in, first);
            default -> Optional.empty();
        };
    }

    private static Proposal filled(Recommendation.Kind kind, PlannedTable in, PlannedColumn column) {
        return Proposal.filled(kind, in, column, EVIDENCE, Recommendation.Origin.MODEL);
    }

    private static Proposal ofRows(
            Recommendation.Kind kind, PlannedTable in, List<PlannedColumn> columns, ProposalDetail detail) {
        return Proposal.ofRows(kind, in, columns, detail, EVIDENCE, Recommendation.Origin.MODEL);
    }

    private Optional<TargetType> type() {
        Matcher matcher = TYPE.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int size = number(matcher.group(2));
        int scale = number(matcher.group(3));
        return Optional.ofNullable(
                switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
                    case "smallint" -> new TargetType(TargetType.Kind.INTEGER, 2, 0);
                    case "int", "integer" -> new TargetType(TargetType.Kind.INTEGER, 4, 0);
                    case "bigint" -> new TargetType(TargetType.Kind.INTEGER, 8, 0);
                    case "numeric", "decimal" ->
                        size < 1 || size > 38 || scale > size
                                ? null
                                : new TargetType(TargetType.Kind.DECIMAL, size, scale);
                    case "double", "real", "float" -> new TargetType(TargetType.Kind.DOUBLE, 0, 0);
                    case "boolean", "bool" -> new TargetType(TargetType.Kind.BOOLEAN, 0, 0);
                    case "date" -> new TargetType(TargetType.Kind.DATE, 0, 0);
                    case "timestamp" -> new TargetType(TargetType.Kind.TIMESTAMP, 0, 0);
                    case "varchar", "char", "text" -> new TargetType(TargetType.Kind.TEXT, size, 0);
                    default -> null;
                });
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private Optional<Proposal> values(PlannedTable in, PlannedColumn column) {
        List<String> texts = new ArrayList<>();
        Matcher text = TEXT.matcher(rest);
        while (text.find()) {
            texts.add(text.group(1).replace("''", "'"));
        }
        boolean possible = column.profile().type().kind() == ColumnType.Kind.STRING && !texts.isEmpty();
        return possible
                ? Optional.of(ofRows(Recommendation.Kind.ENUM, in, List.of(column), new ProposalDetail.Values(texts)))
                : Optional.empty();
    }

    private Optional<Proposal> split(PlannedTable in, PlannedColumn column) {
        Matcher separator = SEPARATOR.matcher(rest);
        return separator.matches() && column.profile().type().kind() == ColumnType.Kind.STRING
                ? Optional.of(ofRows(
                        Recommendation.Kind.SPLIT,
                        in,
                        List.of(column),
                        new ProposalDetail.Split(separator.group(1), 2)))
                : Optional.empty();
    }

    private Optional<Proposal> check(PlannedTable in, PlannedColumn column) {
        Matcher matcher = RELATION.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ProposalDetail.Relation relation = Arrays.stream(ProposalDetail.Relation.values())
                .filter(known -> known.sign().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow();
        String right = matcher.group(2).replaceAll("^[`\"]|[`\"]$", "");
        ColumnType type = column.profile().type();
        if (NUMBER.matcher(right).matches()) {
            return type.numeric()
                    ? Optional.of(ofRows(
                            Recommendation.Kind.CHECK,
                            in,
                            List.of(column),
                            new ProposalDetail.Bound(relation, new BigDecimal(right))))
                    : Optional.empty();
        }
        return in.columns(List.of(right))
                .map(list -> list.get(0))
                .filter(other -> type.numeric() == other.profile().type().numeric()
                        && type.temporal() == other.profile().type().temporal())
                .map(other -> ofRows(
                        Recommendation.Kind.CHECK, in, List.of(column, other), new ProposalDetail.Order(relation)));
    }
}
