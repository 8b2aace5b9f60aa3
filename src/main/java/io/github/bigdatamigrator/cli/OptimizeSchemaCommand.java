package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bdm optimize-schema}. */
@Command(
        name = "optimize-schema",
        description = {"Propose a schema for data files; every proposal is proven or refuted on the full data.", ""},
        footerHeading = "%nExample:%n",
        footer = "  bdm optimize-schema sales.csv products.parquet --target postgresql")
final class OptimizeSchemaCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private DataArguments data;

    @Option(
            names = "--target",
            paramLabel = "DATABASE",
            defaultValue = "postgresql",
            description = "postgresql or spark. Default: ${DEFAULT-VALUE}")
    private SchemaTarget target;

    @Option(names = "--json", description = "Print the plan as the REST API sends it.")
    private boolean json;

    OptimizeSchemaCommand(Shell shell) {
        this.shell = shell;
        this.data = new DataArguments();
        this.target = SchemaTarget.POSTGRESQL;
    }

    @Override
    public Integer call() {
        data.check();
        try (LLMConversationSystem system = shell.open();
                Progress progress = json ? shell.plainProgress() : shell.progress()) {
            String id = data.open(system, shell, progress);
            SchemaPlan plan = target == SchemaTarget.POSTGRESQL && system.onlineFallbackEnabled()
                    ? system.optimizeSchemaWithFallback(id)
                    : system.optimizeSchema(id, target);
            shell.out().println(json ? Rendering.json(plan) : Rendering.plan(plan));
            return ExitCodes.DONE;
        }
    }
}
