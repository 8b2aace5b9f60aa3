package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.llm.ModelSpeed;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.report.EvaluationWording;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.source.OptionalModule;
import io.github.bigdatamigrator.source.jdbc.Connections;
import io.github.bigdatamigrator.text.NumberFormat;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Implements {@code bdm doctor}: checks the environment without starting Spark. */
@Command(
        name = "doctor",
        description = {
            "Check the environment: Java, memory, LM Studio with its model and window, disk, modules, settings.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  bdm doctor --measure --conversation ID", "  bdm doctor --headless"})
final class DoctorCommand extends BdmCommand {
    private static final long MEGABYTE = 1 << 20;
    private static final long MIN_HEAP = 450 * MEGABYTE;
    private static final long MIN_DISK = 1024 * MEGABYTE;
    private static final int MIN_WINDOW = 4096;

    private static final int USUAL_REPLY = 150;
    private static final int REPAIRS_AND_HISTORY = 1500;

    @Option(
            names = "--measure",
            description = "Measure how fast the model reads and writes, by two requests without data.")
    private boolean measures;

    @Option(
            names = "--conversation",
            paramLabel = "ID",
            description = "With --measure: how long a question about its data takes, and which window fits.")
    private @Nullable String conversation;

    @Option(names = "--headless", description = "Print how LM Studio runs as a service without its window, and end.")
    private boolean headless;

    @Option(names = "--json", description = "Print the checks and the settings as JSON.")
    private boolean json;

    private final List<Check> checks = new ArrayList<>();

    /** @param remedy what to do if it is not ok, else empty */
    private record Check(boolean ok, String check, String remedy, List<String> notes) {}

    private record Value(String value, String source) {}

    private record Report(boolean ok, List<Check> checks, Map<String, Value> settings) {}

    @Override
    public Integer call() {
        Settings settings = console().settings();
        if (headless) {
            headless(settings);
            return ExitCodes.DONE;
        }
        if (conversation != null && !measures) {
            note("--conversation is used with --measure only.");
        }
        java();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings)) {
            model(system, settings);
            online(system, settings);
        }
        evaluations(settings);
        disk(settings);
        modules(settings);
        boolean allOk = checks.stream().allMatch(Check::ok);
        if (json) {
            print(RestMessages.result(new Report(allOk, checks, values(settings))));
            return ExitCodes.DONE;
        }
        print("");
        print("Settings in force:");
        values(settings)
                .forEach((name, value) ->
                        print(String.format(Locale.ROOT, "  %-24s %s  (%s)", name, value.value(), value.source())));
        print("");
        print(
                allOk
                        ? "Everything is in place."
                        : "See the remedies above; profiles and guided questions work without a model.");
        return ExitCodes.DONE;
    }

    private static Map<String, Value> values(Settings settings) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String source = settings.source(setting).name().toLowerCase(Locale.ROOT);
            values.put(setting.name(), new Value(settings.shown(setting), source));
        }
        return values;
    }

    private void java() {
        long heap = Runtime.getRuntime().maxMemory();
        report(
                heap >= MIN_HEAP,
                "Java " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores, heap up to "
                        + NumberFormat.bytes(heap),
                "Spark needs 450 MB. Set BDM_MEMORY=2g.");
    }

    private void model(LLMConversationSystem system, Settings settings) {
        ModelStatus status = system.localModelStatus();
        model(status, settings);
        if (measures && status.available()) {
            speed(system, status, settings);
        }
    }

    private void model(ModelStatus status, Settings settings) {
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
            detail(note);
        }
        if (!status.server().place().isEmpty()) {
            detail(status.server().place());
        }
        if (status.available() && status.windowTokens() < MIN_WINDOW) {
            report(
                    false,
                    "The window is small: wide tables and long conversations do not fit",
                    "Reload the model: `lms unload " + status.model() + "`, then `lms load " + status.model()
                            + " -c 16384`.");
        }
        if (status.available() && status.model().toLowerCase(Locale.ROOT).contains("codellama")) {
            detail("Newer models write better SQL, for instance: `lms get qwen2.5-coder-32b-instruct`,"
                    + " or qwen2.5-coder-7b-instruct where memory is short; then set LOCAL_LLM_MODEL to"
                    + " its name.");
        }
    }

    private void speed(LLMConversationSystem system, ModelStatus status, Settings settings) {
        ModelSpeed speed;
        try {
            speed = system.measureModel();
        } catch (LlmException e) {
            report(false, "The model was not measured", String.valueOf(e.getMessage()));
            return;
        }
        report(
                true,
                String.format(
                        Locale.ROOT,
                        "It reads %,d tokens in %.1f s, %s, and writes %.1f tokens a second",
                        speed.promptTokens(),
                        speed.readSeconds(),
                        speed.keepsPrefix()
                                ? String.format(Locale.ROOT, "again in %.1f s", speed.readAgainSeconds())
                                : "and again as slowly (the server keeps no prompt)",
                        speed.writtenPerSecond()),
                "");
        String id = conversation;
        if (id == null) {
            return;
        }
        int prompt = system.promptTokens(id);
        int need = prompt + settings.number(Setting.LLM_REPLY_TOKENS) + REPAIRS_AND_HISTORY;
        int window = MIN_WINDOW;
        while (window < need) {
            window *= 2;
        }
        detail(String.format(
                Locale.ROOT,
                "A question about conversation %s has a prompt of about %,d tokens and takes about %.0f s.",
                id,
                prompt,
                speed.seconds(Math.min(prompt, status.windowTokens()), USUAL_REPLY)));
        report(
                status.windowTokens() >= need,
                String.format(Locale.ROOT, "Its data and some history fit a window of %,d tokens", window),
                "Reload the model: `lms unload " + status.model() + "`, then `lms load " + status.model() + " -c "
                        + window + "`. What does not fit is left out, and the answer says so.");
    }

    private void headless(Settings settings) {
        String named = settings.text(Setting.LOCAL_LLM_MODEL);
        String model = (named.equalsIgnoreCase("none") ? String.valueOf(Setting.LOCAL_LLM_MODEL.defaultValue()) : named)
                .toLowerCase(Locale.ROOT);
        int port = URI.create(settings.text(Setting.LOCAL_LLM_URL)).getPort();
        String start = "server start" + (port < 0 ? "" : " --port " + port);
        print("LM Studio without its window, as your user:");
        print("");
        print("  lms daemon up");
        print("  lms get " + model);
        print("  lms load " + model + " -c 16384 --identifier " + model);
        print("  lms " + start);
        print("");
        print("As a service of systemd, in ~/.config/systemd/user/lm-studio.service:");
        print("");
        print("  [Unit]");
        print("  Description=LM Studio with " + model);
        print("  [Service]");
        print("  Type=oneshot");
        print("  RemainAfterExit=yes");
        print("  ExecStart=%h/.lmstudio/bin/lms daemon up");
        print("  ExecStart=%h/.lmstudio/bin/lms load " + model + " -c 16384 --identifier " + model + " -y");
        print("  ExecStart=%h/.lmstudio/bin/lms " + start);
        print("  ExecStop=%h/.lmstudio/bin/lms daemon down");
        print("  [Install]");
        print("  WantedBy=default.target");
        print("");
        print("then: systemctl --user enable --now lm-studio");
    }

    private void online(LLMConversationSystem system, Settings settings) {
        if (!settings.flag(Setting.ENABLE_ONLINE_FALLBACK)) {
            report(
                    true,
                    "Requests go to LOCAL_LLM_URL only; no online model is asked (ENABLE_ONLINE_FALLBACK=false)",
                    "");
            return;
        }
        report(
                settings.value(Setting.OPENAI_API_KEY) != null,
                "Online model " + settings.text(Setting.ONLINE_LLM_MODEL) + " at "
                        + settings.text(Setting.OPENAI_BASE_URL) + " may be asked; it sees data up to privacy level "
                        + settings.text(Setting.ONLINE_PRIVACY_LEVEL),
                "There is no key, so it is never asked. Set OPENAI_API_KEY, or ENABLE_ONLINE_FALLBACK=false.");
        system.onlineStatus().ifPresent(status -> {
            String note = status.note();
            if (note != null) {
                report(false, "The online model has a problem", note);
            }
        });
    }

    /** The last evaluation of each data, and the model that was right most often on the same questions. */
    private void evaluations(Settings settings) {
        for (Evaluation evaluation : Evaluation.all(Path.of(settings.text(Setting.CONVERSATION_DIR)))) {
            report(true, "Evaluated on " + String.join(", ", evaluation.files()) + ":", "");
            evaluation.models().forEach(run -> detail("  " + EvaluationWording.summary(run)));
            evaluation
                    .betterThan(settings.text(Setting.LOCAL_LLM_MODEL))
                    .ifPresent(better -> detail("On the same questions " + better.model()
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

    /** What the class path can read besides files of this machine, and how to add the rest. */
    private void modules(Settings settings) {
        List<OptionalModule> missing = Arrays.stream(OptionalModule.values())
                .filter(module -> !module.isPresent())
                .toList();
        String databases = ServiceLoader.load(Driver.class).stream()
                .map(driver -> driver.type().getName())
                .sorted()
                .collect(Collectors.joining(", "));
        report(
                true,
                "Modules: "
                        + Stream.concat(
                                        Arrays.stream(OptionalModule.values())
                                                .filter(module -> !missing.contains(module))
                                                .map(OptionalModule::title),
                                        Stream.of("HDFS (hdfs:)"))
                                .collect(Collectors.joining(", ")),
                "");
        detail("Database drivers: " + (databases.isEmpty() ? "none" : databases));
        missing.forEach(module -> detail("Not here: " + module.title() + ", " + module.coordinates()));
        if (!missing.isEmpty()) {
            detail("To add one to spark-submit or pyspark: --packages "
                    + missing.get(0).coordinates());
            detail("To add one to bdm (or a database's driver), fetch it into a folder and name that:");
            detail("  " + OptionalModule.fetchCommand(missing.get(0).coordinates(), "jars"));
            detail("  export BDM_JARS=$PWD/jars");
        }
        try {
            Set<String> connections = new Connections(Path.of(settings.text(Setting.CONNECTIONS_FILE)))
                    .all()
                    .keySet();
            if (!connections.isEmpty()) {
                report(true, "Connections: " + String.join(", ", connections), "");
            }
        } catch (MigratorException e) {
            report(false, "The connections cannot be used", String.valueOf(e.getMessage()));
        }
    }

    private void report(boolean ok, String what, String remedy) {
        checks.add(new Check(ok, what, ok ? "" : remedy, new ArrayList<>()));
        if (!json) {
            print((ok ? "[ok]   " : "[!]    ") + what + (ok ? "" : "\n       " + remedy));
        }
    }

    /** Adds a line to the last check. */
    private void detail(String line) {
        checks.get(checks.size() - 1).notes().add(line);
        if (!json) {
            print("       " + line);
        }
    }
}
