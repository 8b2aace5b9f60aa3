package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.CheckSql.Dialect;
import io.github.bigdatamigrator.checks.DataCheck.Breach;
import io.github.bigdatamigrator.context.ColumnProfile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds texts that a wrong encoding has damaged: replacement characters, and UTF-8 that was read as Latin-1 or
 * windows-1252, where {@code é} becomes {@code Ã©}.
 */
final class DamagedText {
    /** What follows Ã, Â or â then. */
    private static final String CONTINUATIONS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿";

    private static final String REPLACEMENT = "\ufffd";

    private DamagedText() {}

    static Breach breach(List<ColumnProfile> columns) {
        return new Breach(
                columns, "has no letters that a wrong encoding damaged", dialect -> damaged(columns, dialect));
    }

    private static String damaged(List<ColumnProfile> columns, Dialect dialect) {
        String texts = columns.size() == 1
                ? dialect.name(columns.get(0))
                : columns.stream().map(dialect::name).collect(Collectors.joining(", ", "concat_ws(' ', ", ")"));
        String marked = "translate(" + texts + ", " + dialect.text(CONTINUATIONS) + ", "
                + dialect.text(REPLACEMENT.repeat(CONTINUATIONS.length())) + ")";
        return Stream.of("", "Ã", "Â", "â" + REPLACEMENT)
                .map(begin ->
                        (begin.isEmpty() ? texts : marked) + " LIKE " + dialect.text("%" + begin + REPLACEMENT + "%"))
                .collect(Collectors.joining(" OR "));
    }
}
