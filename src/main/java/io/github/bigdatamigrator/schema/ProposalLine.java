package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.Proposal.Detail.Relation;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses one line of a model's reply: a keyword, a table with columns, and the rest. */
record ProposalLine(String keyword, String table, List<String> columns, String rest) {
    private static final String BULLET = "^[\\s*\\d.)\\-]*";
    private static final String KEYWORDS =
            "(TYPE|NOT NULL|(?:PRIMARY |UNIQUE )?KEY|FOREIGN KEY|VALUES|CHECK|DROP|SPLIT|DEPENDS|PARTITION|SORT)";
    private static final Pattern LINE = Pattern.compile(
            BULLET + KEYWORDS + "\\b:?\\s*[`\"]?([^`\"()]+?)[`\"]?\\s*\\(([^()]*)\\)\\s*(.*?)[\\s;`]*$",
            Pattern.CASE_INSENSITIVE);
    /** A line that starts like a proposal, whether or not it can be parsed. */
    private static final Pattern PROPOSAL_START = Pattern.compile(BULLET + KEYWORDS + "\\s.*[(].*");

    private static final Pattern REFERENCE = Pattern.compile(
            "(?:->|→|REFERENCES)\\s*[`\"]?([^`\"()]+?)[`\"]?\\s*\\(([^()]*)\\)[\\s.]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEPENDENT = Pattern.compile("(?:->|→)\\s*[`\"]?([^`\"()]+?)[`\"]?[\\s.]*");
    private static final Pattern TYPE = Pattern.compile(
            "(?:AS\\s+|->\\s*)?([a-z]+)(?:\\s+precision)?\\s*"
                    + "(?:\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\))?[\\s.]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RELATION = Pattern.compile("(<=|>=|<|>|=)\\s*(.+?)[\\s.]*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,10})?");
    private static final Pattern SEPARATOR =
            Pattern.compile("(?:BY|AT|ON)\\s*'(.{1,5})'[\\s.]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final String EVIDENCE = "proposed by the model";

    /** Empty where the line does not have the form of a proposal. */
    static Optional<ProposalLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String keyword = matcher.group(1).toUpperCase(Locale.ROOT);
        return Optional.of(new ProposalLine(keyword, matcher.group(2), names(matcher.group(3)), matcher.group(4)));
    }

    /** Whether the line is a proposal by its start, so that it is reported even if it cannot be parsed. */
    static boolean looksLikeProposal(String line) {
        return LINE.matcher(line).matches() || PROPOSAL_START.matcher(line).matches();
    }

    static Kind kind(String line) {
        Matcher start = PROPOSAL_START.matcher(line);
        String keyword = parse(line).map(ProposalLine::keyword).orElseGet(() -> start.matches() ? start.group(1) : "");
        return switch (keyword) {
            case "TYPE" -> Kind.TYPE;
            case "NOT NULL" -> Kind.NULLABILITY;
            case "FOREIGN KEY" -> Kind.FOREIGN_KEY;
            case "VALUES" -> Kind.ENUM;
            case "CHECK" -> Kind.CHECK;
            case "DROP" -> Kind.DROP_CONSTANT;
            case "SPLIT" -> Kind.SPLIT;
            case "DEPENDS" -> Kind.NORMALISE;
            case "PARTITION" -> Kind.PARTITION;
            case "SORT" -> Kind.SORT;
            default -> Kind.KEY;
        };
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> unquoted(name.strip()))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String unquoted(String name) {
        return name.replaceAll("^[`\"]|[`\"]$", "");
    }

    /** Empty where the schema lacks a table or column of the line, or the rest cannot be parsed. */
    Optional<Proposal> proposal(PlannedSchema schema) {
        if (keyword.equals("FOREIGN KEY")) {
            Matcher target = REFERENCE.matcher(rest);
            return target.matches()
                    ? schema.foreignKey(table, columns, target.group(1), names(target.group(2)))
                            .map(key -> Proposal.foreignKey(key, EVIDENCE, Origin.MODEL))
                    : Optional.empty();
        }
        return schema.table(table).flatMap(found -> found.columns(columns).flatMap(list -> proposal(found, list)));
    }

    private Optional<Proposal> proposal(PlannedTable in, List<PlannedColumn> list) {
        if (keyword.endsWith("KEY")) {
            return Optional.of(
                    in.profile().primaryKey() == null
                            ? Proposal.primaryKey(in, list, EVIDENCE, Origin.MODEL)
                            : Proposal.uniqueKey(in, list, EVIDENCE, Origin.MODEL));
        }
        if (keyword.equals("DEPENDS")) {
            Matcher dependent = DEPENDENT.matcher(rest);
            return dependent.matches()
                    ? in.columns(List.of(dependent.group(1)))
                            .map(one -> one.get(0))
                            .filter(one -> !list.contains(one))
                            .map(one -> Proposal.dependency(in, list, one, EVIDENCE, Origin.MODEL))
                    : Optional.empty();
        }
        if (list.size() != 1) {
            return Optional.empty();
        }
        PlannedColumn column = list.get(0);
        return switch (keyword) {
            case "NOT NULL" -> Optional.of(requiringValues(Kind.NULLABILITY, in, column));
            case "PARTITION" -> Optional.of(requiringValues(Kind.PARTITION, in, column));
            case "SORT" -> Optional.of(requiringValues(Kind.SORT, in, column));
            case "DROP" -> Optional.of(ofRows(Kind.DROP_CONSTANT, in, list, Detail.NONE));
            case "TYPE" -> type().map(type -> ofRows(Kind.TYPE, in, list, new Detail.NewType(type)));
            case "VALUES" -> values(in, column);
            case "SPLIT" -> split(in, column);
            case "CHECK" -> check(in, column);
            default -> Optional.empty();
        };
    }

    private static Proposal requiringValues(Kind kind, PlannedTable in, PlannedColumn column) {
        return Proposal.requiringValues(kind, in, column, EVIDENCE, Origin.MODEL);
    }

    private static Proposal ofRows(Kind kind, PlannedTable in, List<PlannedColumn> columns, Detail detail) {
        return Proposal.ofRows(kind, in, columns, detail, EVIDENCE, Origin.MODEL);
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
                    case "smallint" -> TargetType.integer(2);
                    case "int", "integer" -> TargetType.integer(4);
                    case "bigint" -> TargetType.integer(8);
                    case "numeric", "decimal" ->
                        size < 1 || size > 38 || scale > size ? null : TargetType.decimal(size, scale);
                    case "double", "real", "float" -> TargetType.of(TargetType.Kind.DOUBLE);
                    case "boolean", "bool" -> TargetType.of(TargetType.Kind.BOOLEAN);
                    case "date" -> TargetType.of(TargetType.Kind.DATE);
                    case "timestamp" -> TargetType.of(TargetType.Kind.TIMESTAMP);
                    case "varchar", "char", "text" -> TargetType.text(size);
                    default -> null;
                });
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private Optional<Proposal> values(PlannedTable in, PlannedColumn column) {
        List<String> texts = TEXT.matcher(rest)
                .results()
                .map(text -> text.group(1).replace("''", "'"))
                .toList();
        return column.sourceType().kind() == ColumnType.Kind.STRING && !texts.isEmpty()
                ? Optional.of(ofRows(Kind.ENUM, in, List.of(column), new Detail.AllowedValues(texts)))
                : Optional.empty();
    }

    private Optional<Proposal> split(PlannedTable in, PlannedColumn column) {
        Matcher separator = SEPARATOR.matcher(rest);
        return separator.matches() && column.sourceType().kind() == ColumnType.Kind.STRING
                ? Optional.of(ofRows(Kind.SPLIT, in, List.of(column), new Detail.Split(separator.group(1), 2)))
                : Optional.empty();
    }

    private Optional<Proposal> check(PlannedTable in, PlannedColumn column) {
        Matcher matcher = RELATION.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Relation relation = Arrays.stream(Relation.values())
                .filter(known -> known.sign().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow();
        String right = unquoted(matcher.group(2));
        ColumnType type = column.sourceType();
        if (NUMBER.matcher(right).matches()) {
            Detail bound = new Detail.Bound(relation, new BigDecimal(right));
            return type.numeric() ? Optional.of(ofRows(Kind.CHECK, in, List.of(column), bound)) : Optional.empty();
        }
        return in.columns(List.of(right))
                .map(list -> list.get(0))
                .filter(other -> type.numeric() == other.sourceType().numeric()
                        && type.temporal() == other.sourceType().temporal())
                .map(other -> ofRows(Kind.CHECK, in, List.of(column, other), new Detail.ColumnOrder(relation)));
    }
}
