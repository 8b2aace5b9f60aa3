package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model proposes, read from plain lines. Lines and not JSON, because small local models break JSON and hardly
 * ever break a line; prose around the lines is passed over, and a line that names what does not exist is reported as
 * untestable.
 *
 * @param model the model that answered, or null where none did
 */
record ModelProposals(
        List<Proposal> proposals,
        List<Recommendation> unreadable,
        @Nullable String model,
        boolean online) {
    static final ModelProposals NONE = new ModelProposals(List.of(), List.of(), null, false);

    private static final int REPLY_TOKENS = 1500;
    private static final int MOST_LINES = 300;

    private static final String RULES = """
        You propose how data could be stored better in a database. Reply only with lines of these forms, one proposal each:
        TYPE table(column) integer
        NOT NULL table(column)
        KEY table(column, column)
        FOREIGN KEY table(column) -> table(column)
        VALUES table(column) 'one', 'other'
        CHECK table(column) >= 0
        CHECK table(column) <= column
        DROP table(column)
        SPLIT table(column) BY ', '
        DEPENDS table(column) -> column
        PARTITION table(column)
        SORT table(column)
        Types are smallint, integer, bigint, numeric(p,s), varchar(n), double, boolean, date, timestamp. DROP means that a column holds
        one value only, DEPENDS that a column follows from another. Use only tables and columns that are listed. Every line will be
        checked on the data.\
        """;

    ModelProposals {
        proposals = List.copyOf(proposals);
        unreadable = List.copyOf(unreadable);
    }

    /** Asks once; a model that is away or refuses is no reason not to plan. */
    static ModelProposals ask(LanguageModel model, DataContext context, PlannedSchema schema) {
        ChatReply reply = AggregatePrompt.ask(model, RULES, brief(context), REPLY_TOKENS, null);
        if (reply == null) {
            return NONE;
        }
        List<Proposal> proposals = new ArrayList<>();
        List<Recommendation> unreadable = new ArrayList<>();
        reply.text().lines().limit(MOST_LINES).forEach(line -> {
            Optional<ProposalLine> read = ProposalLine.read(line);
            Optional<Proposal> proposal = read.flatMap(found -> found.proposal(schema));
            proposal.ifPresent(proposals::add);
            if (proposal.isEmpty() && ProposalLine.meant(line)) {
                unreadable.add(unreadable(line.strip()));
            }
        });
        return new ModelProposals(proposals, unreadable, reply.model(), reply.online());
    }

    private static String brief(DataContext context) {
        StringBuilder brief = new StringBuilder();
        for (TableProfile table : context.tables()) {
            brief.append(table.name()).append(" (").append(table.rows()).append(" rows)\n");
            Set<String> hidden = table.dataLikeHeaders();
            for (ColumnProfile column : table.columns()) {
                if (hidden.contains(column.sqlName())) {
                    continue;
                }
                brief.append("  ").append(column.name()).append(' ').append(column.type());
                brief.append(", ").append(column.distinct().value()).append(" distinct, ");
                brief.append(column.nulls()).append(" nulls\n");
            }
        }
        return brief.toString();
    }

    private static Recommendation unreadable(String line) {
        Recommendation.Kind kind = ProposalLine.kind(line);
        return new Recommendation(
                kind,
                "",
                List.of(),
                "",
                "",
                "",
                "the model proposed what these tables do not have or what cannot be read: " + line,
                0,
                0,
                List.of(),
                Recommendation.Status.UNTESTABLE,
                Recommendation.Origin.MODEL,
                0);
    }
}
