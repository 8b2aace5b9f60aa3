package io.github.bigdatamigrator.report;

import static j2html.TagCreator.*;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.rendering.HtmlBuilder;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.PTag;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Renders element trees as HTML and builds the elements that several parts of the report share. Every text and every
 * attribute value is escaped.
 */
final class Html {
    /** Control characters, unpaired surrogates and marks that change the direction of the text around them. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\r\\t]]");

    private static final Config CONFIG =
            Config.defaults().withTextEscaper(Html::escaped).withEmptyTagsClosed(true);

    private Html() {}

    private static String escaped(String text) {
        // The decimal form of an apostrophe is the shorter one.
        return EscapeUtil.escape(UNSAFE.matcher(text).replaceAll("\uFFFD")).replace("&#x27;", "&#39;");
    }

    static void write(DomContent content, Appendable to) throws IOException {
        content.render(FlatHtml.into(to, CONFIG));
    }

    static String text(DomContent content) {
        StringBuilder html = new StringBuilder();
        try {
            write(content, html);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return html.toString();
    }

    /** The content, which is made only where the condition is met. */
    static DomContent when(boolean condition, Supplier<? extends DomContent> content) {
        return condition ? content.get() : each();
    }

    static DomContent optional(Optional<? extends DomContent> content) {
        return each(content.stream().map(Function.identity()));
    }

    static <T> DomContent lines(List<T> items, Function<T, ? extends DomContent> element) {
        return lines(items, (i, item) -> element.apply(item));
    }

    /**
     * One element a line. An element is made when it is written, so that the elements of a wide table are never all in
     * memory.
     */
    static <T> DomContent lines(List<T> items, BiFunction<Integer, T, ? extends DomContent> element) {
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

    /** The text on one line, cut to a number of characters of a screen. */
    static String brief(String text, int width) {
        return TextTable.cut(TextTable.clean(text), width);
    }

    static PTag note(String text) {
        return p(text).withClass("small soft");
    }

    static DomContent list(List<String> items) {
        return ul(each(items, item -> li(item)));
    }

    /**
     * A table of texts.
     *
     * @param numeric for each column whether it is aligned as numbers are
     * @param rows a null cell is shown as the word null
     */
    static DivTag rows(
            List<String> header, List<Boolean> numeric, List<? extends List<? extends @Nullable String>> rows) {
        return div(table(
                                thead(tr(each(header, (i, name) -> th(name).withCondClass(numeric.get(i), "num")))),
                                tbody(lines(rows, row -> row(row, numeric))))
                        .withClass("rows"))
                .withClass("scroll");
    }

    private static DomContent row(List<? extends @Nullable String> cells, List<Boolean> numeric) {
        var row = tr();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            row.with((cell == null ? td(span("null").withClass("null")) : td(cell))
                    .withCondClass(i < numeric.size() && numeric.get(i), "num"));
        }
        return row;
    }
}
