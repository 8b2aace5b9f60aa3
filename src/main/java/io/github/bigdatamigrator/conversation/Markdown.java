package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/** Writes the elements of GitHub-flavored Markdown. Escaped text can neither break a table nor contain HTML. */
public final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]#|~]");

    private Markdown() {}

    /** @param text on one line, without control characters */
    public static String escaped(String text) {
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return SPECIAL.matcher(plain).replaceAll("\\\\$0");
    }

    /** Writes a table row of cells that are already escaped. */
    public static String row(List<String> cells) {
        return cells.isEmpty() ? "|\n" : "| " + String.join(" | ", cells) + " |\n";
    }

    /** Writes the line below a table's header, which aligns numbers to the right. */
    public static String rule(List<ColumnType> types) {
        StringBuilder rule = new StringBuilder("|");
        types.forEach(type -> rule.append(type.numeric() ? "--:|" : "---|"));
        return rule.append('\n').toString();
    }

    /** Writes a code block whose fence is longer than any run of backticks in the body. */
    public static String fenced(String language, String body) {
        String fence = "```";
        while (body.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + body.stripTrailing() + "\n" + fence + "\n";
    }
}
