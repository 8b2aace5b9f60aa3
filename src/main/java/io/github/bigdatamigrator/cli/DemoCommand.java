package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.server.RestMessages;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Implements {@code bdm demo}. */
@Command(
        name = "demo",
        description = {
            "Generate a small sales data set (csv, xlsx, parquet, jsonl), profile it, ask what sells best, and write a"
                    + " report.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  bdm demo /tmp/shop")
final class DemoCommand extends BdmCommand {
    private static final String QUESTION = "What are the top selling products?";

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "demo",
            description = "Folder for the data and the report. Default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("demo");

    @Option(names = "--json", description = "Print where everything is, and the answer, as JSON.")
    private boolean json;

    private record Result(
            String conversation,
            List<String> dataFiles,
            String report,
            String profile,
            String question,
            String answer) {}

    @Override
    public Integer call() {
        OutputFiles.folder(folder);
        try (LLMConversationSystem system = console().open();
                Progress progress = console().progress(json)) {
            progress.progress("starting Spark and generating the data", 0, 0);
            List<String> files =
                    system.generateDemoData(folder).stream().map(Path::toString).toList();
            ConversationHandle conversation = system.handle(system.createConversation(
                    "Demo shop", ProfileRequest.of(files).reporting(progress)));
            progress.close();
            DataContext context = conversation.context().orElseThrow();
            if (!json) {
                print(ResultRenderer.terminal().context(context));
                print("");
                print("> " + QUESTION);
            }
            Answer answer = json
                    ? conversation.ask(QUESTION)
                    : AnswerPrinter.to(console(), listener -> conversation.ask(QUESTION, listener));
            ResultRenderer.writeReport(
                    folder, "Demo shop", context, conversation.conversation().turns());
            if (json) {
                print(RestMessages.result(new Result(
                        conversation.id(),
                        files,
                        folder.resolve("report.html").toString(),
                        folder.resolve("profile.json").toString(),
                        QUESTION,
                        answer.content())));
            } else {
                printNextSteps(conversation.id(), files);
            }
            return ExitCodes.of(answer.outcome());
        }
    }

    private void printNextSteps(String id, List<String> files) {
        print("");
        print("Data: " + String.join(", ", files));
        print("Report: " + folder.resolve("report.html") + "   Profile: " + folder.resolve("profile.json"));
        String bdm = System.getProperty("bdm.command", "bdm");
        print("Next: " + bdm + " chat --conversation " + id + "   or   " + bdm + " guide --conversation " + id);
    }
}
