package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.evaluation.EvaluationHistory;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.report.EvaluationWording;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.text.NumberFormat;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Implements {@code bdm doctor}: checks the environment without starting Spark. */
@Command(
        name = "doctor",
        description = {"Check the environment: Java, memory, LM Studio with its model and window, disk, settings.", ""})
final class DoctorCommand extends BdmCommand {
    private static final long MEGABYTE = 1 << 20;
    private static final long MIN_HEAP = 450 * MEGABYTE;
    private static final long MIN_DISK = 1024 * MEGABYTE;
    private static final int MIN_WINDOW = 4096;

    private boolean allOk = true;

    @Override
    public Integer call() {
        Settings settings = console().settings();
        java();
        model(settings);
        online(settings);
        evaluations(settings);
        disk(settings);
        PrintWriter out = console().out;
        out.println();
        out.println("Settings in force:");
        for (Setting setting : Setting.values()) {
            out.printf(
                    "  %-24s %s  (%s)%n",
                    setting,
                    settings.shown(setting),
                    settings.source(setting).name().toLowerCase(Locale.ROOT));
        }
        out.println();
        out.println(
                allOk
                        ? "Everything is in place."
                        : "See the remedies above; profiles and guided questions work without a model.");
        return ExitCodes.DONE;
    }

    private void java() {
        long heap = Runtime.getRuntime().maxMemory();
        report(
                heap >= MIN_HEAP,
                "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores, heap up to "
                        + NumberFormat.bytes(heap),
                "Spark needs 450 MB. Set BDM_MEMORY=2g.");
    }

    private void model(Settings settings) {
        ModelStatus status;
        try (LLMConversationSystem system = LLMConversationSystem.open(settings)) {
            status = system.localModelStatus();
        }
        String note = status.note();
        report(
                status.available(),
                "Model " + status.model() + " at " + settings.value(Setting.LOCAL_LLM_URL)
                        + (status.available()
                                ? ", window " + status.windowTokens() + " tokens"
                                        + (status.tools() ? ", calls tools" : "")
                                : " cannot answer"),
                note != null ? note : "Start LM Studio with `lms server start`, or set LOCAL_LLM_URL.");
        if (status.available() && note != null) {
            print("       " + note);
        }
        if (status.available() && status.windowTokens() < MIN_WINDOW) {
            report(
                    false,
                    "The window is small: wide tables and long conversations do not fit",
                    "Reload the model: `lms unload " + status.model() + "`, then `lms load " + status.model()
                            + " -c 16384`.");
        }
        if (status.available() && status.model().toLowerCase(Locale.ROOT).contains("codellama")) {
            print("       Newer models write better SQL, for instance: `lms get qwen2.5-coder-32b-instruct`,"
                    + " or qwen2.5-coder-7b-instruct where memory is short; then set LOCAL_LLM_MODEL to"
                    + " its name.");
        }
    }

    private void online(Settings settings) {
        if (!settings.flag(Setting.ENABLE_ONLINE_FALLBACK)) {
            report(true, "No online model: nothing leaves this machine (ENABLE_ONLINE_FALLBACK=false)", "");
            return;
        }
        report(
                settings.value(Setting.OPENAI_API_KEY) != null,
                "Online model " + settings.text(Setting.ONLINE_LLM_MODEL) + " at "
                        + settings.text(Setting.OPENAI_BASE_URL) + " may be asked; it sees data up to privacy level "
                        + settings.text(Setting.ONLINE_PRIVACY_LEVEL),
                "There is no key, so it is never asked. Set OPENAI_API_KEY, or ENABLE_ONLINE_FALLBACK=false.");
        try (LLMConversationSystem system = LLMConversationSystem.open(settings)) {
            system.onlineStatus().ifPresent(status -> {
                String note = status.note();
                if (note != null) {
                    report(false, "The online model has a problem", note);
                }
            });
        }
    }

    /** The last evaluation of each data, and the model that was right most often on the same questions. */
    private void evaluations(Settings settings) {
        for (Evaluation evaluation : new EvaluationHistory(Path.of(settings.text(Setting.CONVERSATION_DIR))).all()) {
            report(true, "Evaluated on " + String.join(", ", evaluation.files()) + ":", "");
            evaluation.models().forEach(run -> print("         " + EvaluationWording.summary(run)));
            evaluation
                    .betterThan(settings.text(Setting.LOCAL_LLM_MODEL))
                    .ifPresent(better -> print("       On the same questions " + better.model()
                            + " is right more often; to use it, set LOCAL_LLM_MODEL=" + better.model() + "."));
        }
    }

    private void disk(Settings settings) {
        Path folder = Path.of(settings.text(Setting.CONVERSATION_DIR)).toAbsolutePath();
        Path existing = folder;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        report(
                Files.isDirectory(existing) && Files.isWritable(existing),
                "Conversations in " + folder,
                "Not writable. Change its permissions, or set CONVERSATION_DIR.");
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        long free =
                Math.min(existing.toFile().getUsableSpace(), scratch.toFile().getUsableSpace());
        report(
                free >= MIN_DISK,
                NumberFormat.bytes(free) + " free for conversations and Spark's scratch files in " + scratch,
                "Free some space, or choose another disk with SPARK_LOCAL_DIRS and CONVERSATION_DIR.");
    }

    private void report(boolean ok, String what, String remedy) {
        print((ok ? "[ok]   " : "[!]    ") + what);
        if (!ok) {
            allOk = false;
            print("       " + remedy);
        }
    }
}
