package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.report.TerminalReport;
import io.github.bigdatamigrator.server.RestMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code bdm ask}. */
@Command(
        name = "ask",
        description = {
            "Ask about data files. The answer is computed by Spark on the full data, and shown with its SQL.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm ask sales.csv products.parquet \"What are the top selling products?\"",
            "  bdm ask sales.csv -q \"How many sales were there in May?\" -q \"And in June?\" --keep",
            "  bdm ask sales.csv -q \"What is the total amount?\" --approve",
            "  bdm ask --conversation ID -q \"And in December?\" --json | jq .content"
        })
final class AskCommand extends BdmCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = {"-q", "--question"},
            paramLabel = "QUESTION",
            description = "The question; may be given several times, asked in order. A single one may also be the last"
                    + " argument, in quotes.")
    private List<String> questions = new ArrayList<>();

    @Option(names = "--json", description = "Print each answer as the REST API sends it, one per line.")
    private boolean json;

    @Option(
            names = "--approve",
            description = "Approve each answer that is given: its SQL answers the same question from now on, in every"
                    + " conversation about these data.")
    private boolean approve;

    @Option(names = "--keep", description = "Keep the conversation, so that --conversation can continue it.")
    private boolean keep;

    @Override
    public Integer call() {
        if (questions.isEmpty()) {
            questions.add(data.takeQuestion()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "there is no question; add --question \"…\", or write it last, in quotes")));
        }
        data.check(console());
        if (questions.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), "a question is blank; write a question after -q");
        }
        return data.with(console(), json, keep, conversation -> {
            List<Integer> codes = new ArrayList<>();
            for (String question : questions) {
                if (!json && questions.size() > 1) {
                    print((codes.isEmpty() ? "" : "\n") + "> " + TerminalReport.content(question));
                }
                Answer answer = json
                        ? conversation.ask(question)
                        : AnswerPrinter.to(console(), listener -> conversation.ask(question, listener));
                if (json) {
                    print(RestMessages.json(answer));
                }
                if (approve) {
                    note(
                            answer.outcome() == Answer.Outcome.ANSWERED
                                    ? CommandContext.reviewed(
                                            conversation.review(0, Review.good(CommandContext.user())))
                                    : "Not approved, because the question is not answered.");
                }
                codes.add(ExitCodes.of(answer.outcome()));
            }
            // A run fails only if it answered no question at all.
            return Collections.min(codes);
        });
    }
}
