package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.llm.AggregatePrompt;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.schema.Recommendation.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the proposals of a model, one per line of its reply: lines and not JSON, which small local models often write
 * invalid. Other text is skipped; a proposal that names an unknown table or column is {@code unparsed} and untestable.
 */
record ModelProposals(
        List<Proposal> proposals,
        List<Recommendation> unparsed,
        @Nullable String model,
        boolean online) {
    static final ModelProposals NONE = new ModelProposals(List.of(), List.of(), null, false);
    private static final int REPLY_TOKENS = 1500;
    private static final int MAX_LINES = 300;
    private static final String RULES = """
        You propose how data could be stored better in a database. Reply only with lines of these forms, one \
        proposal each:
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
        Types are smallint, integer, bigint, numeric(p,s), varchar(n), double, boolean, date, timestamp. DROP means \
        that a column holds
        one value only, DEPENDS that a column follows from another. Use only tables and columns that are listed. \
        Every line will be
        checked on the data.\
        """;

    /** Asks once; empty where the model is unreachable or refuses. */
    static ModelProposals ask(LanguageModel model, DataContext context, PlannedSchema schema) {
        ChatReply reply = AggregatePrompt.ask(model, RULES, tables(context), REPLY_TOKENS, null);
        if (reply == null) {
            return NONE;
        }
        List<Proposal> proposals = new ArrayList<>();
        List<Recommendation> unparsed = new ArrayList<>();
        reply.text().lines().limit(MAX_LINES).forEach(line -> {
            Optional<ProposalLine> read = ProposalLine.parse(line);
            Optional<Proposal> proposal = read.flatMap(found -> found.proposal(schema));
            proposal.ifPresent(proposals::add);
            if (proposal.isEmpty() && ProposalLine.looksLikeProposal(line)) {
                unparsed.add(unparsed(line.strip()));
            }
        });
        return new ModelProposals(proposals, unparsed, reply.model(), reply.online());
    }

    private static String tables(DataContext context) {
        StringBuilder text = new StringBuilder();
        for (TableProfile table : context.tables()) {
            text.append(table.name()).append(" (").append(table.rows()).append(" rows)\n");
            Set<String> hidden = table.dataLikeHeaders();
            for (ColumnProfile column : table.columns()) {
                if (hidden.contains(column.sqlName())) {
                    continue;
                }
                text.append("  ").append(column.name()).append(' ').append(column.type());
                text.append(", ").append(column.distinct().value()).append(" distinct, ");
                text.append(column.nulls()).append(" nulls\n");
            }
        }
        return text.toString();
    }

    private static Recommendation unparsed(String line) {
        return new Recommendation(
                line,
                ProposalLine.kind(line),
                "",
                List.of(),
                line,
                false,
                "",
                "",
                "",
                "the model's proposal names unknown tables or columns, or cannot be parsed: " + line,
                0,
                0,
                List.of(),
                Status.UNTESTABLE,
                Origin.MODEL,
                0);
    }
}
