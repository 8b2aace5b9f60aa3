package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.ReplayReport.Replayed;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.report.TerminalReport;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.text.NumberFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code bdm conversations}. */
@Command(
        name = "conversations",
        description = {"List, show, export, replay, review or delete the conversations stored in CONVERSATION_DIR.", ""
        },
        commandListHeading = "Commands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  bdm conversations list", "  bdm conversations export ID --format markdown > talk.md"})
final class ConversationsCommand extends BdmCommand {
    private static final String ID = "Id of the conversation, as 'list' shows it.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "name an action: list, show, export, replay or delete, or good, bad, unmark or marked");
    }

    @Command(name = "list", description = "One line for each conversation, the latest first.")
    void list(@Mixin JsonOption json) {
        try (LLMConversationSystem system = console().open()) {
            List<ConversationSummary> summaries = system.conversations();
            if (json.wanted) {
                print(RestMessages.json(summaries));
                return;
            }
            for (ConversationSummary summary : summaries) {
                print("%s  %s  %3d questions  %s"
                        .formatted(summary.id(), seconds(summary.updatedAt()), summary.questions(), summary.title()));
            }
            if (summaries.isEmpty()) {
                note("There is no conversation yet. Start one with: bdm ask FILE -q QUESTION");
            }
        }
    }

    /** Without fractions of a second. */
    private static String seconds(String instant) {
        return instant.replaceFirst("\\.\\d+(?=Z$)", "");
    }

    @Command(name = "show", description = "Its questions, answers and SQL.")
    void show(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption json) {
        try (LLMConversationSystem system = console().open()) {
            Conversation conversation = system.conversation(id);
            if (json.wanted) {
                print(RestMessages.json(conversation, system.reviewedAnswers().of(id)));
                return;
            }
            print(conversation.summary().title() + "  ("
                    + String.join(", ", conversation.summary().dataFiles()) + ")");
            for (Turn turn : conversation.turns()) {
                print("");
                print("> " + TerminalReport.content(turn.question()));
                print(TerminalReport.content(turn.answer().content())
                        + (turn.stale() ? "  (the data has changed since)" : ""));
                print(ResultRenderer.terminal().details(turn.answer()));
            }
        }
    }

    @Command(name = "export", description = "The whole conversation as Markdown, JSON or a notebook.")
    void export(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "markdown",
                            description = "markdown, json or notebook. Default: ${DEFAULT-VALUE}")
                    ExportFormat format,
            @Option(names = "--out", paramLabel = "FILE", description = "File to write; standard output by default.")
                    @Nullable
                    Path out) {
        try (LLMConversationSystem system = console().open()) {
            String text = system.handle(id).export(format);
            if (out == null) {
                print(text);
            } else {
                note("Written: " + OutputFiles.write(out, text));
            }
        }
    }

    @Command(
            name = "replay",
            description = "Run all its queries again and report changes. The conversation itself does not change.")
    void replay(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption json) {
        try (LLMConversationSystem system = console().open()) {
            ReplayReport report = system.handle(id).replay();
            if (json.wanted) {
                print(RestMessages.json(report));
                return;
            }
            for (Replayed query : report.queries()) {
                String verdict = query.verdict().name().toLowerCase(Locale.ROOT);
                print("%-8s #%d %s".formatted(verdict, query.turn(), query.question()));
                if (query.change() != null) {
                    print("         " + query.change());
                }
            }
            String counts = Arrays.stream(Verdict.values())
                    .map(verdict -> report.count(verdict) + " " + verdict.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            print(report.queries().size() + " queries: " + counts);
        }
    }

    @Command(
            name = "good",
            description = "Approve an answer: its SQL answers the same question from now on, in every conversation.")
    void good(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Mixin TurnOption turn,
            @Mixin JsonOption json) {
        review(id, turn, Review.good(CommandContext.user()), json);
    }

    @Command(name = "bad", description = "Mark an answer as wrong; this is told when the question is asked again.")
    void bad(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "WHY", description = "What is wrong.") String why,
            @Mixin TurnOption turn,
            @Mixin JsonOption json) {
        review(id, turn, Review.wrong(why, CommandContext.user()), json);
    }

    private void review(String id, TurnOption turn, Review review, JsonOption json) {
        try (LLMConversationSystem system = console().open()) {
            ReviewedAnswer reviewed = system.handle(id).review(turn.number, review);
            print(json.wanted ? RestMessages.json(reviewed) : CommandContext.reviewed(reviewed));
        }
    }

    @Command(name = "unmark", description = "Take back what 'good' or 'bad' said of an answer.")
    void unmark(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Mixin TurnOption turn,
            @Mixin JsonOption json) {
        try (LLMConversationSystem system = console().open()) {
            boolean unmarked = system.handle(id).withdrawReview(turn.number);
            if (json.wanted) {
                print(RestMessages.result(new Unmarked(unmarked)));
            } else {
                print(unmarked ? "Unmarked." : "The answer was not marked.");
            }
        }
    }

    private record Unmarked(boolean unmarked) {}

    @Command(name = "marked", description = "List the answers of all conversations that were marked in KNOWLEDGE_DIR.")
    void marked(@Mixin JsonOption json) {
        try (LLMConversationSystem system = console().open()) {
            ReviewedAnswers.Listing all = system.reviewedAnswers().list();
            if (json.wanted) {
                print(RestMessages.json(all));
                return;
            }
            for (ReviewedAnswer answer : all.answers()) {
                print("%-5s  %s  %-10s  %s"
                        .formatted(
                                answer.verdict().name().toLowerCase(Locale.ROOT),
                                answer.day(),
                                answer.by(),
                                TerminalReport.content(answer.question())));
                if (!answer.isGood()) {
                    print("       " + TerminalReport.content(answer.why()));
                }
            }
            all.problems().forEach(problem -> console().error(problem));
            if (all.answers().isEmpty()) {
                note("No answer is marked. Mark one with /good or /bad WHY in a chat, or: bdm conversations good ID");
            }
        }
    }

    private static String deletion(LLMConversationSystem system, String id) {
        ConversationSummary summary = system.conversation(id).summary();
        return "Delete " + id + ", “" + TerminalReport.content(summary.title()) + "”, with "
                + NumberFormat.count(summary.questions(), "question") + "?";
    }

    /** Whether the result is for a program. */
    static final class JsonOption {
        @Option(names = "--json", description = "Print the result as the REST API sends it.")
        private boolean wanted;
    }

    /** The question whose answer is meant. */
    static final class TurnOption {
        @Option(
                names = "--question",
                paramLabel = "N",
                description = "Number of the question, 1 for the first; the last one by default.")
        private int number;
    }

    @Command(
            name = "delete",
            description =
                    "Delete it permanently with its events, rows, profile and uploads. Asks before, on a terminal.")
    void delete(
            @Parameters(paramLabel = "ID", arity = "1..*", description = ID) List<String> ids,
            @Option(names = "--yes", description = "Do not ask.") boolean yes,
            @Mixin JsonOption json) {
        List<String> deleted = new ArrayList<>();
        try (LLMConversationSystem system = console().open()) {
            for (String id : ids) {
                if (!yes && CommandContext.interactive() && !console().confirms(deletion(system, id))) {
                    note("Kept " + id);
                    continue;
                }
                system.handle(id).delete();
                deleted.add(id);
                if (!json.wanted) {
                    note("Deleted " + id);
                }
            }
            if (json.wanted) {
                print(RestMessages.result(new Deleted(deleted)));
            }
        }
    }

    private record Deleted(List<String> deleted) {}
}
