package io.github.bigdatamigrator.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.title;

import j2html.attributes.Attribute;
import j2html.rendering.HtmlBuilder;
import j2html.rendering.TagBuilder;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An SVG element. Numbers are rounded to one decimal, and an element without content closes itself. */
final class Svg extends ContainerTag<Svg> {
    Svg(String name) {
        super(name);
    }

    /** A picture whose title says in words what it shows. */
    static Svg picture(String viewBox, String title) {
        return new Svg("svg").attr("viewBox", viewBox).attr("role", "img").with(title(title));
    }

    static Svg rect(String cssClass, double x, double y, double width, double height) {
        return new Svg("rect").withClass(cssClass).at(x, y).set("width", width).set("height", height);
    }

    static Svg path(String cssClass, Object... data) {
        return new Svg("path").withClass(cssClass).attr("d", join(data));
    }

    static Svg text(String text, double x, double y) {
        return new Svg("text").at(x, y).withText(text);
    }

    static Svg text(String cssClass, String text, double x, double y) {
        return text(text, x, y).withClass(cssClass);
    }

    /** Shapes with a tooltip. */
    static Svg hit(String tooltip, DomContent... shapes) {
        return new Svg("g").withClass("hit").with(each(shapes), title(tooltip));
    }

    Svg anchor(String place) {
        return attr("text-anchor", place);
    }

    private Svg at(double x, double y) {
        // Zero is what SVG assumes.
        Svg placed = x == 0 ? this : set("x", x);
        return y == 0 ? placed : placed.set("y", y);
    }

    Svg set(String attribute, double value) {
        return attr(attribute, number(value));
    }

    /** Path data or a transformation: texts as they are, numbers rounded. */
    static String join(Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            joined.append(part instanceof Number number ? number(number.doubleValue()) : part);
        }
        return joined.toString();
    }

    private static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
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
