package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.conversation.DefaultTitle;
import io.github.bigdatamigrator.text.SourceName;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares the data arguments of a command: files, or a stored conversation. */
final class DataArguments {
    private static final Pattern QUESTION = Pattern.compile(".*\\s.*|.*\\?", Pattern.DOTALL);
    /** The end of a file's name, with what names a part of the file. */
    private static final Pattern FILE_NAME = Pattern.compile("\\.[A-Za-z]{2,8}(\\.gz|\\.zst)?(#.*)?$");

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

    /** Removes the last argument if it reads as a question: it has a blank or a question mark, and names no data. */
    Optional<String> takeQuestion() {
        String last = files.isEmpty() ? "" : files.get(files.size() - 1);
        return QUESTION.matcher(last.strip()).matches() && !namesData(last)
                ? Optional.of(files.remove(files.size() - 1))
                : Optional.empty();
    }

    private static boolean namesData(String argument) {
        boolean path = SourceName.resolve(argument, any -> "").isEmpty();
        return !path || FILE_NAME.matcher(argument).find() || new File(argument).exists();
    }

    /** Checks the arguments before anything starts. */
    void check(CommandContext console) {
        DialectOptions unused = console.dialect();
        if (files.isEmpty() && conversation == null) {
            throw new ParameterException(spec.commandLine(), "name at least one FILE, or --conversation ID");
        }
    }

    /** Runs work on the conversation of the arguments, which stays, and returns its exit code. */
    int with(CommandContext console, boolean json, ToIntFunction<ConversationHandle> work) {
        return with(console, json, true, work);
    }

    /**
     * Runs work on the conversation of the arguments and returns its exit code.
     *
     * @param keep whether a conversation that this command begins stays in the store
     */
    int with(CommandContext console, boolean json, boolean keep, ToIntFunction<ConversationHandle> work) {
        try (LLMConversationSystem system = console.open();
                Progress progress = console.progress(json)) {
            ConversationHandle opened = open(system, console, progress, keep);
            try {
                return work.applyAsInt(opened);
            } finally {
                if (!keep && conversation == null) {
                    opened.delete();
                }
            }
        }
    }

    /** Opens the named conversation, or creates one and profiles its files. */
    ConversationHandle open(LLMConversationSystem system, CommandContext console, Progress progress) {
        return open(system, console, progress, true);
    }

    private ConversationHandle open(
            LLMConversationSystem system, CommandContext console, Progress progress, boolean keep) {
        DialectOptions given = console.dialect();
        if (conversation == null) {
            ProfileRequest request = request(ProfileRequest.of(files).withDialect(given), progress);
            String id = system.createConversation(DefaultTitle.of(files), request);
            progress.close();
            if (keep) {
                console.note("Conversation " + id);
            }
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
