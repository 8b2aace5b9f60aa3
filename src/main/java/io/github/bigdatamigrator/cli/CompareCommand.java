package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.comparison.DeliverySeries;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.report.MarkdownReport;
import io.github.bigdatamigrator.report.html.HtmlReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code bdm compare}. */
@Command(
        name = "compare",
        description = {
            "Tell what differs between two states of data: columns, types, keys, references, and values that drift"
                    + " more than chance explains, the most surprising first.",
            "",
            "Compares profiles, which are kept, so that data that was profiled before is not read again; --rows"
                    + " compares every row.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm compare sales-january.csv sales-february.csv",
            "  bdm compare old/ new/ --out results                each table with its namesake; writes comparison.html",
            "  bdm compare results/profile.json sales.csv         a profile that was stored against the data of today",
            "  bdm compare sales.csv db:crm#public.sales --rows   is every row in the database?",
            "  bdm compare a.csv b.csv --rows --key region,day",
            "  bdm compare --series 'sales/2024-*.csv' --out results   each delivery against the one before",
            "",
            "Exit code 0: nothing differs; 1: something differs, with --series: a delivery drifts or breaks something.",
            "Random rows of unchanged data raise a false alarm of drift at most once in a thousand comparisons."
        })
final class CompareCommand extends BdmCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATA",
            arity = "1..*",
            description = "Two of: a file, folder, pattern, table, database or stored profile.json. With --series all"
                    + " deliveries, or a pattern of them.")
    private List<String> names = List.of();

    @Option(names = "--series", description = "Compare each delivery with the one before and with the first.")
    private boolean series;

    @Option(names = "--rows", description = "Also compare row by row: reads both sides.")
    private boolean rows;

    @Option(
            names = "--key",
            paramLabel = "COLUMNS",
            split = ",",
            description = "Columns by which rows are matched, for --rows. Default: the key that was found")
    private List<String> key = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write comparison.json, comparison.html and comparison.md to this folder.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print comparison.json alone on standard output.")
    private boolean json;

    @Option(names = "--refresh", description = "Profile the data again, ignoring the cache.")
    private boolean refresh;

    @Override
    public Integer call() {
        if (!series && names.size() != 2) {
            throw usage("name two states of data, not " + names.size() + "; quote patterns, or use --series");
        } else if (series && rows) {
            throw usage("--series compares profiles; leave out --rows, or compare two deliveries");
        } else if (!key.isEmpty() && !rows) {
            throw usage("--key matches rows; add --rows");
        }
        Path folder = out == null ? null : OutputFiles.folder(out);
        try (LLMConversationSystem system = console().open();
                Progress progress = console().progress(json)) {
            return series ? series(system, progress, folder) : pair(system, progress, folder);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int pair(LLMConversationSystem system, Progress progress, @Nullable Path folder) {
        DataContext before = profile(system, names.get(0), progress);
        DataContext after = profile(system, names.get(1), progress);
        progress.close();
        Differences found = rows ? system.compareRows(before, after, key) : system.compare(before, after);
        String document = Json.pretty(found.json());
        print(json ? document : ResultRenderer.terminal().comparison(found));
        if (folder != null) {
            String title = names.get(0) + " → " + names.get(1);
            write(
                    folder,
                    document,
                    HtmlReport.html(title, found, before, after),
                    new MarkdownReport().comparison(title, found));
        }
        return found.equal() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }

    private int series(LLMConversationSystem system, Progress progress, @Nullable Path folder) {
        List<String> deliveries =
                names.size() == 1 ? Deliveries.matching(names.get(0), system.dataFiles(names.get(0))) : names;
        if (deliveries.size() < 2) {
            throw usage("a series needs two deliveries or more; " + String.join(", ", names) + " names "
                    + deliveries.size());
        }
        List<DataContext> contexts = new ArrayList<>();
        deliveries.forEach(delivery -> contexts.add(profile(system, delivery, progress)));
        progress.close();
        List<String> shown = deliveries.stream().map(Deliveries::lastName).toList();
        DeliverySeries found = DeliverySeries.of(shown, contexts);
        String document = Json.pretty(found.json());
        print(json ? document : ResultRenderer.terminal().series(found));
        if (folder != null) {
            String title = names.size() == 1 ? names.get(0) : deliveries.size() + " deliveries";
            write(folder, document, HtmlReport.html(title, found), new MarkdownReport().series(title, found));
        }
        return found.alarming() ? ExitCodes.DIFFERENT : ExitCodes.DONE;
    }

    private DataContext profile(LLMConversationSystem system, String name, Progress progress) {
        ProfileRequest request = ProfileRequest.of(List.of(name))
                .withDialect(console().dialect())
                .reporting(progress);
        return system.profileOrStored(refresh ? request.refreshing() : request);
    }

    private void write(Path folder, String document, String page, String markdown) {
        OutputFiles.write(folder.resolve("comparison.json"), document);
        OutputFiles.write(folder.resolve("comparison.md"), markdown);
        note("Written: " + OutputFiles.write(folder.resolve("comparison.html"), page) + ", .json, .md");
    }
}
