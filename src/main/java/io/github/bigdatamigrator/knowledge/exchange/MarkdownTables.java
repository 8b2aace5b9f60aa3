package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport.Sheet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the pipe tables of a Markdown document, each with the heading above it. */
final class MarkdownTables {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.+?)\\s*#*");
    private static final Pattern RULE = Pattern.compile("\\|?\\s*:?-+:?\\s*(?:\\|\\s*:?-+:?\\s*)*\\|?");

    private MarkdownTables() {}

    /** The rows keep their line: those before the table are empty. */
    static List<Sheet> of(String text) {
        List<Sheet> sheets = new ArrayList<>();
        String heading = "";
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i <= lines.size(); i++) {
            String line = i < lines.size() ? lines.get(i).strip() : "";
            if (line.contains("|") && !line.startsWith("#")) {
                if (rows.isEmpty()) {
                    rows.addAll(Collections.nCopies(i, List.of()));
                }
                rows.add(RULE.matcher(line).matches() ? List.of() : cells(line));
                continue;
            }
            if (!rows.isEmpty()) {
                sheets.add(new Sheet(heading, List.copyOf(rows)));
                rows = new ArrayList<>();
            }
            Matcher found = HEADING.matcher(line);
            heading = found.matches() ? found.group(1).replaceAll("[`*]", "") : heading;
        }
        return sheets;
    }

    private static List<@Nullable String> cells(String line) {
        String inner = line.replaceAll("^\\||(?<!\\\\)\\|$", "");
        List<@Nullable String> cells = new ArrayList<>();
        for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
            cells.add(cell.replace("\\|", "|")
                    .replaceAll("^\\s*[`*]+|[`*]+\\s*$", "")
                    .strip());
        }
        return cells;
    }
}
