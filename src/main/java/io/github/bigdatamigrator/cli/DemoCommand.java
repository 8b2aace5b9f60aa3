package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bdm demo}. */
@Command(
        name = "demo",
        description = {
            "Make a small sales data set (csv, xlsx, parquet, jsonl), profile it, ask what sells best, and write a"
                    + " report.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  bdm demo /tmp/shop")
final class DemoCommand implements Callable<Integer> {
    private static final String QUESTION = "What are the top selling products?";

    private final CommandContext shell;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "demo",
            description = "Folder for the data and the report. Default: ${DEFAULT-VALUE}")
    private Path folder;

    DemoCommand(CommandContext shell) {
        this.shell = shell;
        this.folder = Path.of("demo");
    }

    @Override
    public Integer call() {
        OutputFiles.folder(folder);
        try (LLMConversationSystem system = shell.open();
                Progress progress = shell.progress()) {
            progress.progress("starting Spark and making the data", 0, 0);
            List<String> files =
                    system.generateDemoData(folder).stream().map(Path::toString).toList();
            ConversationHandle conversation = system.handle(system.createConversation(
                    "Demo shop", ProfileRequest.of(files).reporting(progress)));
            progress.close();
            DataContext context = conversation.context().orElseThrow();
            shell.out().println(ResultRenderer.profile(context));
            shell.out().println();
            shell.out().println("> " + QUESTION);
            Answer answer = AnswerPrinter.to(shell, listener -> conversation.ask(QUESTION, listener));
            ResultRenderer.writeReport(
                    folder, "Demo shop", context, conversation.conversation().turns());
            next(conversation.id(), files);
            return ExitCodes.of(answer.outcome());
        }
    }

    private void next(String id, List<String> files) {
        shell.out().println();
        shell.out().println("Data: " + String.join(", ", files));
        shell.out()
                .println("Report: " + folder.resolve("report.html") + "   Profile: " + folder.resolve("profile.json"));
        shell.out().println("Next: ./bdm chat --conversation " + id + "   or   ./bdm guide --conversation " + id);
    }
}
