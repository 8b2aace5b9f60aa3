package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.conversation.DefaultTitle;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.evaluation.Evaluation;
import io.github.bigdatamigrator.evaluation.Evaluation.ModelRun;
import io.github.bigdatamigrator.evaluation.EvaluationChanges;
import io.github.bigdatamigrator.evaluation.Evaluator;
import io.github.bigdatamigrator.evaluation.QuestionSet;
import io.github.bigdatamigrator.evaluation.QuestionSet.TestQuestion;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import io.github.bigdatamigrator.llm.ModelStatus;
import io.github.bigdatamigrator.report.EvaluationWording;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.github.bigdatamigrator.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code bdm eval}. */
@Command(
        name = "eval",
        description = {
            "Measure how often answers about data files are right: ask questions whose right answers are known, of one"
                    + " or more models, and compare the rows.",
            ""
        },
        footerHeading = "%nA file of questions (paths are relative to it):%n",
        footer = {
            "  files: [sales.csv]              # optional; or name them on the command line",
            "  questions:",
            "    - question: What is the total amount?",
            "      sql: SELECT sum(amount) FROM sales",
            "    - question: Which cities have a store?",
            "      rows: [[Bern], [Basel]]     # instead of sql",
            "      ordered: false              # does the order matter? By default for ORDER BY … LIMIT",
            "    - question: How old are the customers?",
            "      unanswerable: true",
            "      kind: age                   # results are counted by kind",
            "      group: follow-ups           # one conversation for all questions of a group",
            "",
            "Examples:",
            "  bdm eval sales.csv products.parquet --generate 50 --out results",
            "  bdm eval questions.yaml --model qwen2.5-coder-7b-instruct --model none",
            "  bdm eval sales.csv --generate 50 --dry-run > questions.yaml",
            "  bdm eval sales.csv products.parquet --approved",
            "",
            "Each run is compared with the last one of the same model and files. Exit code 1: --min-right was not"
                    + " reached."
        })
final class EvalCommand extends BdmCommand {
    private static final String JSON_FILE = "evaluation.json";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Data files, or a file of questions (.yaml).")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--questions", paramLabel = "FILE", description = "File of questions with their right answers.")
    private List<String> questionFiles = new ArrayList<>();

    @Option(
            names = "--generate",
            paramLabel = "N",
            description = "Also ask N questions generated from the data, with computed answers.")
    private int generate;

    @Option(
            names = "--approved",
            description = "Also ask the questions of approved answers about the data. No approved answer serves as an"
                    + " answer or example while questions are asked.")
    private boolean approved;

    @Option(names = "--language", paramLabel = "en|de", description = "Language of generated questions. Default: en")
    private String language = "en";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "A model to ask; may be given several times. none: the rules alone. Default: LOCAL_LLM_MODEL")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write evaluation.json, evaluation.html and generated questions to this folder.")
    private @Nullable Path out;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "Compare with this evaluation.json instead of the last run.")
    private @Nullable Path against;

    @Option(names = "--min-right", paramLabel = "PERCENT", description = "Exit with 1 if a model is right less often.")
    private double minRight;

    @Option(names = "--json", description = "Print evaluation.json alone on standard output.")
    private boolean json;

    @Option(names = "--dry-run", description = "Ask nothing: check the questions and print them.")
    private boolean dryRun;

    @Override
    public Integer call() {
        List<String> files = new ArrayList<>();
        List<String> named = new ArrayList<>(questionFiles);
        arguments.forEach(name -> (name.matches("(?i).*\\.ya?ml") ? named : files).add(name));
        check(named);
        List<TestQuestion> questions = new ArrayList<>();
        for (String name : named) {
            QuestionSet set = QuestionSet.parse(name, read(Path.of(name), "file of questions"));
            questions.addAll(set.questions());
            set.files().stream().filter(file -> !files.contains(file)).forEach(files::add);
        }
        if (files.isEmpty()) {
            throw usage("name at least one data FILE, or write “files” into the questions");
        }
        Path folder = out == null ? null : OutputFiles.folder(out);
        Evaluation earlier = against == null ? null : earlier(against);
        Settings settings = console().settings();
        try (LLMConversationSystem system = console().open();
                Progress progress = console().progress(json || dryRun)) {
            String id = system.createConversation(
                    "Evaluation of " + DefaultTitle.of(files),
                    ProfileRequest.of(files).withDialect(console().dialect()).reporting(progress));
            progress.close();
            ConversationHandle data = DataArguments.told(system.handle(id), console());
            try {
                List<TestQuestion> generated = QuestionSet.generate(data, generate, Locale.forLanguageTag(language));
                if (generated.size() < generate) {
                    note("The data gives " + generated.size() + " questions with a definite answer, not " + generate
                            + ".");
                }
                questions.addAll(generated);
                if (approved) {
                    questions.addAll(approved(system, data, questions));
                }
                Evaluator evaluator = new Evaluator(system, data.id(), questions, InstantSource.system());
                List<String> located =
                        files.stream().map(CommandContext::located).toList();
                if (dryRun || (folder != null && !generated.isEmpty())) {
                    writeQuestions(folder, new QuestionSet(located, dryRun ? questions : generated));
                }
                return dryRun ? ExitCodes.DONE : evaluate(system, settings, evaluator, located, earlier, folder);
            } finally {
                data.delete();
            }
        }
    }

    private void check(List<String> named) {
        if (named.isEmpty() && generate < 1 && !approved) {
            throw usage("name a file of questions, --generate N, or --approved");
        } else if (!language.equals("en") && !language.equals("de")) {
            throw usage("--language is “" + language + "”; expected en or de");
        } else if (!(minRight >= 0 && minRight <= 100)) {
            throw usage("--min-right is " + minRight + "; expected a percentage from 0 to 100");
        }
    }

    /** The approved answers that are no other question's. */
    private List<TestQuestion> approved(
            LLMConversationSystem system, ConversationHandle data, List<TestQuestion> others) {
        List<String> texts = others.stream().map(TestQuestion::text).toList();
        ReviewedAnswers reviewed = system.reviewedAnswers();
        reviewed.list().problems().forEach(this::note);
        List<TestQuestion> questions = reviewed.independent(data.context().orElseThrow()).stream()
                .filter(answer -> !texts.contains(answer.question()))
                .map(answer ->
                        TestQuestion.of(answer.question(), answer.sql().get(0), "approved answer " + answer.name()))
                .toList();
        if (questions.isEmpty() && others.isEmpty()) {
            throw MigratorException.badInput("No approved answer is about these data by itself. Approve some with /good"
                    + " in a chat or bdm ask --approve.");
        }
        note("Questions of approved answers: " + questions.size()
                + ". Follow-ups and answers under filters are left out.");
        return questions;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int evaluate(
            LLMConversationSystem system,
            Settings settings,
            Evaluator evaluator,
            List<String> files,
            @Nullable Evaluation named,
            @Nullable Path folder) {
        Path kept = Path.of(settings.text(Setting.CONVERSATION_DIR));
        Evaluation earlier =
                named != null ? named : Evaluation.last(kept, files).orElse(Evaluation.of(files, List.of()));
        List<ModelRun> runs = new ArrayList<>();
        List<String> asked = models.isEmpty() ? List.of(settings.text(Setting.LOCAL_LLM_MODEL)) : models;
        for (String model : asked) {
            runs.add(run(system, evaluator, model));
            // Saved at once, so that a long run of the next model loses nothing.
            Evaluation.of(files, runs).save(kept);
        }
        Evaluation evaluation = Evaluation.of(files, runs);
        List<EvaluationChanges> changes = EvaluationChanges.of(earlier, evaluation);
        print(json ? evaluation.json() : ResultRenderer.terminal().evaluation(evaluation, changes));
        if (folder != null) {
            OutputFiles.write(folder.resolve(JSON_FILE), evaluation.json());
            Path page = OutputFiles.write(folder.resolve("evaluation.html"), HtmlReport.html(evaluation, changes));
            note("Written: " + folder.resolve(JSON_FILE) + ", " + page);
        }
        boolean reached = runs.stream().allMatch(run -> run.totals().percent() >= minRight);
        return reached ? ExitCodes.DONE : ExitCodes.NOT_REACHED;
    }

    private ModelRun run(LLMConversationSystem system, Evaluator evaluator, String model) {
        boolean rules = model.equalsIgnoreCase("none");
        try (LLMConversationSystem asking = system.withModel(model)) {
            ModelStatus status = asking.modelStatus();
            if (!rules && !status.available()) {
                throw new MigratorException(
                        ErrorCode.LLM_NO_MODEL, status.note() + " To measure the rules alone, use --model none.");
            } else if (!rules && status.note() != null) {
                note("bdm: " + status.note());
            }
            String name = rules ? ModelRun.RULES : status.model();
            return evaluator.run(
                    asking,
                    name,
                    (number, result) -> note(name + "  " + number + "  " + EvaluationWording.fault(result)));
        }
    }

    private void writeQuestions(@Nullable Path folder, QuestionSet questions) {
        if (folder != null) {
            note("Written: " + OutputFiles.write(folder.resolve("questions.yaml"), questions.text()));
        }
        if (dryRun) {
            print(questions.text());
        }
    }

    private static Evaluation earlier(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(JSON_FILE) : path;
        return Evaluation.parse(file.toString(), read(file, "evaluation"));
    }

    private static String read(Path file, String what) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    "Cannot read the " + what + " " + file + " (" + e + "). Check the path.",
                    e);
        }
    }
}
