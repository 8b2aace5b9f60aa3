package io.github.bigdatamigrator.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A growing piece of HTML. Text goes in through {@link #text} and attributes through {@link #escaped}; only constants go in raw. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Markup of this program's own. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Anything else. */
    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    Html element(String name, String cssClass, String text) {
        return raw("<" + name + " class=\"" + cssClass + "\">").text(text).raw("</" + name + ">");
    }

    Html pair(String term, String value) {
        return element("dt", term).element("dd", value);
    }

    Html list(List<String> items) {
        raw("<ul>");
        items.forEach(item -> element("li", item));
        return raw("</ul>\n");
    }

    /** A table of texts; a null cell is shown as such. */
    Html table(List<String> header, List<Boolean> right, List<? extends List<? extends @Nullable String>> rows) {
        raw("<div class=\"scroll\"><table class=\"rows\"><thead><tr>");
        for (int i = 0; i < header.size(); i++) {
            raw(right.get(i) ? "<th class=\"num\">" : "<th>")
                    .text(header.get(i))
                    .raw("</th>");
        }
        raw("</tr></thead><tbody>\n");
        for (List<? extends @Nullable String> row : rows) {
            raw("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                boolean number = i < right.size() && right.get(i);
                raw(number ? "<td class=\"num\">" : "<td>");
                raw(cell == null ? "<span class=\"null\">null</span>" : escaped(cell))
                        .raw("</td>");
            }
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    /** Safe between tags and in a quoted attribute. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\r', '\t' -> escaped.appendCodePoint(codePoint);
                default -> {
                    boolean bidi = (codePoint >= 0x202A && codePoint <= 0x202E)
                            || (codePoint >= 0x2066 && codePoint <= 0x2069);
                    boolean unpaired = codePoint >= 0xD800 && codePoint <= 0xDFFF;
                    escaped.appendCodePoint(Character.isISOControl(codePoint) || bidi || unpaired ? 0xFFFD : codePoint);
                }
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
