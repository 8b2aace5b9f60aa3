package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.each;
import static j2html.TagCreator.title;

import j2html.attributes.Attribute;
import j2html.rendering.HtmlBuilder;
import j2html.rendering.TagBuilder;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Builds an SVG element. Numbers are rounded to one decimal; an element without content closes itself. */
final class Svg extends ContainerTag<Svg> {
    private Svg(String name) {
        super(name);
    }

    /** @param attributes names and values in turn */
    static Svg of(String name, Object... attributes) {
        Svg element = new Svg(name);
        for (int i = 0; i < attributes.length; i += 2) {
            element.attr(attributes[i].toString(), attributes[i + 1]);
        }
        return element;
    }

    static Svg picture(double width, double height, String title) {
        return of("svg", "viewBox", join("0 0 ", width, " ", height), "role", "img")
                .with(title(title));
    }

    static Svg rect(String cssClass, double x, double y, double width, double height) {
        return of("rect", "class", cssClass, "x", x, "y", y, "width", width, "height", height);
    }

    static Svg path(String cssClass, Object... data) {
        return of("path", "class", cssClass, "d", join(data));
    }

    static Svg text(String text, double x, double y, Object... attributes) {
        return of("text", attributes).attr("x", x).attr("y", y).withText(text);
    }

    static Svg withTooltip(String tooltip, DomContent... shapes) {
        return of("g", "class", "hit").with(each(shapes), title(tooltip));
    }

    /** Path data or a transformation: texts unchanged, numbers rounded. */
    static String join(Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            joined.append(rounded(part));
        }
        return joined.toString();
    }

    private static String rounded(Object value) {
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        double rounded = Math.round(number * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    @Override
    public Svg attr(String attribute, Object value) {
        return super.attr(attribute, rounded(value));
    }

    @Override
    public <A extends Appendable> A render(HtmlBuilder<A> to, @Nullable Object model) throws IOException {
        if (getNumChildren() > 0) {
            return super.render(to, model);
        }
        TagBuilder tag = to.appendEmptyTag(getTagName());
        for (Attribute attribute : getAttributes()) {
            attribute.render(tag, model);
        }
        tag.completeTag();
        return to.output();
    }
}
