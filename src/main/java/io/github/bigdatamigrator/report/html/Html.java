package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.report.TextTable;
import io.github.bigdatamigrator.text.CellFormat;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.rendering.HtmlBuilder;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.commons.io.function.Uncheck;
import org.jspecify.annotations.Nullable;

/** Renders element trees as HTML with all text and attributes escaped, and builds elements that the sections share. */
final class Html {
    private static final Pattern SAFE = Pattern.compile("[ !#-%(-;=?-~\\n]*");
    /** Control characters, unpaired surrogates and bidirectional marks. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\r\\t]]");

    private static final Config CONFIG =
            Config.defaults().withTextEscaper(Html::escaped).withEmptyTagsClosed(true);

    private Html() {}

    private static String escaped(String text) {
        if (SAFE.matcher(text).matches()) {
            return text;
        }
        // The decimal form of an apostrophe is shorter.
        return EscapeUtil.escape(UNPRINTABLE.matcher(text).replaceAll("\uFFFD")).replace("&#x27;", "&#39;");
    }

    static String text(DomContent content) {
        return Uncheck.get(() -> content.render(FlatHtml.inMemory(CONFIG)).toString());
    }

    static <T> DomContent lines(List<T> items, Function<T, DomContent> element) {
        return lines(items, (i, item) -> element.apply(item));
    }

    /** One element per line. Each is created when it is written, so that a wide table is never in memory as a whole. */
    static <T> DomContent lines(List<T> items, BiFunction<Integer, T, DomContent> element) {
        return new DomContent() {
            @Override
            public <A extends Appendable> A render(HtmlBuilder<A> to, @Nullable Object model) throws IOException {
                for (int i = 0; i < items.size(); i++) {
                    element.apply(i, items.get(i)).render(to, model);
                    to.appendUnescapedText("\n");
                }
                return to.output();
            }
        };
    }

    /** The text on one line, cut to a width in screen columns. */
    static String abbreviated(String text, int width) {
        return TextTable.cut(TextTable.clean(text), width);
    }

    static DomContent note(String text) {
        return p(attrs(".small.soft"), text);
    }

    static DomContent list(List<String> items) {
        return ul(each(items, item -> li(item)));
    }

    /** A table of values; nulls are marked by their own style. */
    static DomContent rows(
            List<String> header, List<ColumnType> types, List<? extends List<? extends @Nullable Object>> rows) {
        DomContent names =
                each(header, (i, name) -> th(name).withCondClass(types.get(i).numeric(), "num"));
        DomContent body = lines(
                rows,
                row -> tr(each(
                        row,
                        (i, cell) -> cell(CellFormat.exact(cell))
                                .withCondClass(types.get(i).numeric(), "num"))));
        return div(attrs(".scroll"), table(attrs(".rows"), thead(tr(names)), tbody(body)));
    }

    private static TdTag cell(@Nullable String text) {
        return text == null ? td(span(attrs(".null"), "null")) : td(text);
    }
}
