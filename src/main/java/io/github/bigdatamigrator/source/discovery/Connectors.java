package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.source.Connector;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.jdbc.JdbcConnector;
import io.github.bigdatamigrator.source.typed.SparkConnector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the connectors. */
final class Connectors {
    private static final List<Connector> ALL = Stream.concat(
                    SparkConnector.all().stream(), Stream.of(new JdbcConnector()))
            .toList();

    private Connectors() {}

    /** The connector whose prefix a name has. */
    static Optional<Connector> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(connector -> connector.prefixes().stream().anyMatch(lower::startsWith))
                .findFirst();
    }

    static Connector of(SourceFormat format) {
        return ALL.stream()
                .filter(connector -> connector.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connector for " + format));
    }
}
