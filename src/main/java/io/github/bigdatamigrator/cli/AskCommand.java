package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.server.RestMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bdm ask}. */
@Command(
        name = "ask",
        description = {
            "Ask about data files. The answer is computed by Spark on the full data, and shown with its SQL.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm ask sales.csv products.parquet -q \"What are the top selling products?\"",
            "  bdm ask --conversation ID -q \"And in December?\" --json | jq .content"
        })
final class AskCommand implements Callable<Integer> {
    private final CommandContext console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataArguments data;

    @Option(
            names = {"-q", "--question"},
            paramLabel = "QUESTION",
            required = true,
            description = "What to ask; several are asked one after the other.")
    private List<String> questions;

    @Option(names = "--json", description = "Print each answer as the REST API sends it, one a line.")
    private boolean json;

    AskCommand(CommandContext console) {
        this.console = console;
        this.data = new DataArguments();
        this.questions = List.of();
    }

    @Override
    public Integer call() {
        data.check();
        if (questions.stream().anyMatch(String::isBlank)) {
            throw new ParameterException(spec.commandLine(), "a question is blank; write one after -q");
        }
        try (LLMConversationSystem system = console.open();
                Progress progress = json ? console.plainProgress() : console.progress()) {
            ConversationHandle conversation = data.open(system, console, progress);
            List<Integer> codes = new ArrayList<>();
            for (String question : questions) {
                Answer answer = json
                        ? conversation.ask(question)
                        : AnswerPrinter.to(console, listener -> conversation.ask(question, listener));
                if (json) {
                    console.out().println(RestMessages.json(answer));
                }
                codes.add(ExitCodes.of(answer.outcome()));
            }
            // Some answers are better than none: the code of failure is for a run that answered nothing.
            return Collections.min(codes);
        }
    }
}
