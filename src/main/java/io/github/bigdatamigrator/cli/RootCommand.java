package io.github.bigdatamigrator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Declares {@code bdm} and its subcommands. */
@Command(
        name = "bdm",
        mixinStandardHelpOptions = true,
        optionListHeading = "%nOptions:%n",
        versionProvider = RootCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Data-aware conversations: profiles data files with Spark, and answers questions about them with a local"
                    + " model.",
            ""
        },
        commandListHeading = "Commands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm demo                                        profile and query a sample shop",
            "  bdm profile sales.csv customers.xlsx            describe these files",
            "  bdm ask sales.csv -q \"What sells best?\"         one question",
            "  bdm chat data/*.parquet                         a conversation",
            "  bdm compare old.csv new.csv                     what has changed?",
            "  bdm run weekly.yaml                             a batch job: files and questions to a folder",
            "  bdm eval sales.csv --generate 50                how often are answers on these data right?",
            "  bdm doctor                                      check the environment",
            "",
            "A FILE is a path, a folder or a pattern: csv, tsv, txt, json, jsonl, geojson, xml, parquet, orc, avro,"
                    + " xlsx, xls;",
            "gzip and zstd of text and JSON; book.xlsx#Sheet2 for one sheet, dump.json#orders for one array,",
            "shop.xml#order for one element; a folder of a Delta table, delta:PATH@v3 for an earlier version of it.",
            "Or a source that is no file: s3a://bucket/sales.csv (abfss:, gs:, hdfs:), table:sales.orders,",
            "jdbc:postgresql://host/db#schema.table, db:crm#schema.* for a connection of conf/connections.yaml.",
            "",
            "Most commands print JSON for programs with --json; --help --json describes the commands themselves."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:eval found too few right answers, or compare found a difference",
            "2:wrong usage, or an unknown or locked conversation",
            "3:a file cannot be read",
            "4:the model failed, and nothing could be answered without it",
            "5:a job partly failed, or a migrated table is not equal to its source",
            "70:a bug in the program",
            "130:interrupted"
        },
        subcommands = {
            DemoCommand.class,
            ProfileCommand.class,
            AskCommand.class,
            ChatCommand.class,
            GuideCommand.class,
            DescribeCommand.class,
            OptimizeSchemaCommand.class,
            MigrateCommand.class,
            CompareCommand.class,
            RunCommand.class,
            EvalCommand.class,
            ServeCommand.class,
            McpCommand.class,
            ConversationsCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
final class RootCommand implements Runnable {
    private final CommandContext console;

    @Spec
    private CommandSpec spec;

    RootCommand(CommandContext console) {
        this.console = console;
    }

    CommandContext console() {
        return console;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command, one of " + String.join(", ", spec.subcommands().keySet()));
    }

    /** Reads versions from the manifest of the jar, which is the first of the class path. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            boolean packaged = RootCommand.class.getPackage().getImplementationVersion() != null;
            Attributes jar = packaged ? manifest() : new Attributes();
            String version =
                    Objects.requireNonNullElse(jar.getValue(Attributes.Name.IMPLEMENTATION_VERSION), "(not packaged)");
            String commit = Objects.requireNonNullElse(jar.getValue("Commit"), "");
            return new String[] {
                "Big Data Migrator " + version + (commit.isEmpty() ? "" : " (" + commit + ")"),
                "Spark " + Objects.requireNonNullElse(jar.getValue("Spark-Version"), "as on the class path"),
                "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name")
            };
        }

        private static Attributes manifest() {
            try (InputStream file = RootCommand.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
                return file == null ? new Attributes() : new Manifest(file).getMainAttributes();
            } catch (IOException e) {
                return new Attributes();
            }
        }
    }
}
