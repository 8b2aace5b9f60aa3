package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model proposes, read from plain lines. Lines and not JSON, because small local models break JSON and hardly ever break a line;
 * prose around the lines is passed over, and a line that names what does not exist is reported as untestable.
 *
 * @param model the model that answered, or null where none did
 */
record ModelProposals(
        List<Proposal> proposals,
        List<Recommendation> unreadable,
        @Nullable String model,
        boolean online) {
    static final ModelProposals NONE = new ModelProposals(List.of(), List.of(), null, false);

    private static final int REPLY_TOKENS = 500;
    private static final int MOST_LINES = 50;

    private static final String RULES = """
            You propose constraints for database tables. Reply only with lines of these forms, one constraint each:
            NOT NULL table(column)
            KEY table(column, column)
            FOREIGN KEY table(column) -> table(column)
            Use only tables and columns that are listed. Every line will be checked on the data.""";

    private static final String NAME = "\\s*[`\"]?([^`\"()]+?)[`\"]?\\s*";
    private static final String LIST = "\\(([^()]*)\\)";
    private static final Pattern LINE = Pattern.compile(
            "^[\\s*\\d.\\-]*(NOT NULL|(?:PRIMARY |UNIQUE )?KEY|FOREIGN KEY)\\b:?" + NAME + LIST
                    + "(?:\\s*(?:->|→|REFERENCES)" + NAME + LIST + ")?[\\s;.`]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MEANT =
            Pattern.compile("^[\\s*\\d.\\-]*(NOT NULL|KEY|PRIMARY KEY|UNIQUE KEY|FOREIGN KEY)\\s.*\\(.*");

    ModelProposals {
        proposals = List.copyOf(proposals);
        unreadable = List.copyOf(unreadable);
    }

    /** Asks once; a model that is away or refuses is no reason not to plan. */
    static ModelProposals ask(LanguageModel model, DataContext context, PlannedSchema schema) {
        ChatReply reply = AggregateQuestion.ask(model, RULES, brief(context), REPLY_TOKENS);
        if (reply == null) {
            return NONE;
        }
        List<Proposal> proposals = new ArrayList<>();
        List<Recommendation> unreadable = new ArrayList<>();
        reply.text().lines().limit(MOST_LINES).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            boolean read = matcher.matches();
            Optional<Proposal> proposal = read ? proposal(matcher, schema) : Optional.empty();
            proposal.ifPresent(proposals::add);
            if (proposal.isEmpty() && (read || MEANT.matcher(line).matches())) {
                unreadable.add(unreadable(line.strip()));
            }
        });
        return new ModelProposals(proposals, unreadable, reply.model(), reply.online());
    }

    private static String brief(DataContext context) {
        StringBuilder brief = new StringBuilder();
        for (TableProfile table : context.tables()) {
            brief.append(table.name()).append(" (").append(table.rows()).append(" rows)\n");
            for (ColumnProfile column : table.columns()) {
                brief.append("  ").append(column.name()).append(' ').append(column.type());
                brief.append(", ").append(column.distinct().value()).append(" distinct, ");
                brief.append(column.nulls()).append(" nulls\n");
            }
        }
        return brief.toString();
    }

    private static Optional<Proposal> proposal(Matcher line, PlannedSchema schema) {
        String kind = line.group(1).toUpperCase(Locale.ROOT);
        List<String> columns = names(line.group(3));
        Optional<PlannedTable> table = schema.table(line.group(2));
        String evidence = "proposed by the model";
        if (kind.equals("FOREIGN KEY")) {
            if (line.group(4) == null) {
                return Optional.empty();
            }
            return schema.key(line.group(2), columns, line.group(4), names(line.group(5)))
                    .map(key -> Proposal.foreignKey(
                            key,
                            evidence,
                            Recommendation.Origin.MODEL,
                            PlannedSchema.comparable(key) ? null : "the two sides are of different kinds of type"));
        }
        return table.flatMap(found -> found.columns(columns)
                .filter(list -> !kind.equals("NOT NULL") || list.size() == 1)
                .map(list -> kind.equals("NOT NULL")
                        ? Proposal.notNull(found, list.get(0), evidence, Recommendation.Origin.MODEL)
                        : found.profile().primaryKey() == null
                                ? Proposal.primaryKey(found, list, evidence, Recommendation.Origin.MODEL)
                                : Proposal.uniqueKey(found, list, evidence, Recommendation.Origin.MODEL)));
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(name -> name.strip().replaceAll("^[`\"]|[`\"]$", ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Recommendation unreadable(String line) {
        String upper = line.toUpperCase(Locale.ROOT);
        Recommendation.Kind kind = upper.contains("FOREIGN KEY")
                ? Recommendation.Kind.FOREIGN_KEY
                : upper.contains("NOT NULL") ? Recommendation.Kind.NULLABILITY : Recommendation.Kind.KEY;
        return new Recommendation(
                kind,
                "",
                List.of(),
                "",
                "",
                "",
                "the model proposed what these tables do not have: " + line,
                0,
                0,
                List.of(),
                Recommendation.Status.UNTESTABLE,
                Recommendation.Origin.MODEL);
    }
}
