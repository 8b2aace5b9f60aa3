package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.conversation.DefaultTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares the data arguments of a command: files, or a stored conversation. */
final class DataArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Data files, folders or patterns.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "Continue a stored conversation with its own files.")
    private @Nullable String conversation;

    @Option(
            names = "--refresh",
            description = "Profile the files again, ignoring the cache; with --conversation its own files.")
    private boolean refresh;

    /** Checks the arguments before anything starts. */
    void check(CommandContext console) {
        DialectOptions unused = console.dialect();
        if (files.isEmpty() && conversation == null) {
            throw new ParameterException(spec.commandLine(), "name at least one FILE, or --conversation ID");
        }
    }

    /** Runs work on the conversation of the arguments and returns its exit code. */
    int with(CommandContext console, boolean json, ToIntFunction<ConversationHandle> work) {
        try (LLMConversationSystem system = console.open();
                Progress progress = console.progress(json)) {
            return work.applyAsInt(open(system, console, progress));
        }
    }

    /** Opens the named conversation, or creates one and profiles its files. */
    ConversationHandle open(LLMConversationSystem system, CommandContext console, Progress progress) {
        DialectOptions given = console.dialect();
        if (conversation == null) {
            ProfileRequest request = request(ProfileRequest.of(files).withDialect(given), progress);
            String id = system.createConversation(DefaultTitle.of(files), request);
            progress.close();
            console.note("Conversation " + id);
            return told(system.handle(id), console);
        }
        ConversationHandle kept = system.handle(conversation);
        ProfileRequest request = kept.request();
        if (!files.isEmpty() && !files.equals(request.files())) {
            console.note(
                    "Conversation " + conversation + " keeps its own files: " + String.join(", ", request.files()));
        }
        boolean described = !given.equals(DialectOptions.NONE);
        if (refresh || kept.context().isEmpty()) {
            kept.profile(request(described ? request.withDialect(given) : request, progress));
            progress.close();
        } else if (described && !given.equals(request.reading().dialect())) {
            console.note("Conversation " + conversation
                    + " keeps its files as they were read; add --refresh to read them again as described.");
        }
        return told(kept, console);
    }

    /** Notes what of the knowledge about the data does not fit; a profile shows it among the problems. */
    static ConversationHandle told(ConversationHandle conversation, CommandContext console) {
        conversation
                .context()
                .ifPresent(context -> context.problems().stream()
                        .filter(Problem::ofKnowledge)
                        .forEach(problem -> console.note(problem.subject() + ": " + problem.message())));
        return conversation;
    }

    private ProfileRequest request(ProfileRequest request, Progress progress) {
        ProfileRequest reported = request.reporting(progress);
        return refresh ? reported.refreshing() : reported;
    }
}
