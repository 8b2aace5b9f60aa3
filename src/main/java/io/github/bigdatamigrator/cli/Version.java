package io.github.bigdatamigrator.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, as the build wrote it into the manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "Big Data Migrator " + Objects.requireNonNullElse(version, "(not packaged)"),
            "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.name")
        };
    }
}
