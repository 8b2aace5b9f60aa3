package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileOption;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataTitle;
import io.github.bigdatamigrator.conversation.Conversation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which data a command is about: files, or a conversation that is kept. */
final class DataArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Data files, folders or patterns.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "Go on with a conversation that is kept; its own files are used.")
    private @Nullable String conversation;

    @Option(
            names = "--refresh",
            description =
                    "Read everything again, even what has been profiled before; with --conversation its own files.")
    private boolean refresh;

    @Mixin
    private DialectFlags dialect = new DialectFlags();

    /** Refuses a call that names neither or describes text that cannot be, before anything is started. */
    void check() {
        dialect.options();
        if (files.isEmpty() && conversation == null) {
            throw new ParameterException(spec.commandLine(), "name at least one FILE, or --conversation ID");
        }
    }

    /** The conversation: the one that is named, or a new one whose files are profiled now. */
    String open(LLMConversationSystem system, Shell shell, Progress progress) {
        check();
        system.readTextAs(dialect.options());
        if (conversation == null) {
            String id = system.createConversation(DataTitle.of(files), files, progress, options());
            progress.close();
            shell.note("Conversation " + id);
            return id;
        }
        Conversation kept = system.conversation(conversation);
        if (!files.isEmpty() && !files.equals(kept.summary().dataFiles())) {
            shell.note("Conversation " + conversation + " keeps its own files: "
                    + String.join(", ", kept.summary().dataFiles()));
        }
        DataContext context = kept.context();
        if (context == null || refresh) {
            system.profileConversation(conversation, progress, options());
            progress.close();
        }
        return conversation;
    }

    private ProfileOption[] options() {
        return refresh ? new ProfileOption[] {ProfileOption.READ_AGAIN} : new ProfileOption[0];
    }
}
