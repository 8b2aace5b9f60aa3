package io.github.bigdatamigrator.source.excel;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one XML part of a workbook, element by element, by local names: both variants of the standard, transitional and
 * strict, differ only in their namespaces. Documents with a DTD are refused.
 */
final class XmlPart implements Closeable {
    /** Far above the 32,767 characters of a cell; a longer one would only exhaust the memory. */
    private static final int MAX_TEXT = 1 << 22;

    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final XMLStreamReader xml;
    private final String name;

    XmlPart(InputStream in, String name) throws IOException {
        this.in = in;
        this.name = name;
        try {
            xml = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            in.close();
            throw broken(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private IOException broken(Exception e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return new IOException("its part " + name + " is no valid XML: " + message, e);
    }

    /** Moves on; returns START_ELEMENT, END_ELEMENT, CHARACTERS, END_DOCUMENT or another constant of StAX. */
    int next() throws IOException {
        try {
            return xml.hasNext() ? xml.next() : XMLStreamConstants.END_DOCUMENT;
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            throw broken(e);
        }
    }

    /** Moves to the next start of an element; returns false at the end of the document. */
    boolean nextElement() throws IOException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    /** The local name of the element. */
    String element() {
        return xml.getLocalName();
    }

    boolean is(String element) {
        return xml.getLocalName().equals(element);
    }

    int attributes() {
        return xml.getAttributeCount();
    }

    String attributeName(int index) {
        return xml.getAttributeLocalName(index);
    }

    String attribute(int index) {
        return xml.getAttributeValue(index);
    }

    /** The attribute of that local name, or null. */
    @Nullable
    String attribute(String attribute) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(attribute)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    boolean isSet(String attribute) {
        String value = attribute(attribute);
        return "1".equals(value) || "true".equals(value);
    }

    int number(String attribute, int otherwise) throws IOException {
        String value = attribute(attribute);
        try {
            return value == null ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw broken(e);
        }
    }

    /** Appends the current characters. */
    void appendText(StringBuilder text) throws IOException {
        if (text.length() + xml.getTextLength() > MAX_TEXT) {
            throw new IOException("its part " + name + " holds a text of more than " + MAX_TEXT + " characters");
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    /**
     * Appends the characters of the texts {@code t} of a string item ({@code si}, {@code is}), without their phonetic
     * readings, and moves to the item's end.
     */
    void appendItem(String item, StringBuilder text) throws IOException {
        boolean inText = false;
        int phonetic = 0;
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    phonetic += is("rPh") ? 1 : 0;
                    inText = is("t") && phonetic == 0;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        appendText(text);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    phonetic -= is("rPh") ? 1 : 0;
                    if (is(item)) {
                        return;
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new IOException("its part " + name + " ends early");
                default -> {}
            }
        }
    }

    /** Decodes the characters that XML cannot hold or Excel hides: {@code _x000D_}. */
    static CharSequence decoded(StringBuilder text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            boolean code = at + 7 <= text.length()
                    && text.charAt(at + 6) == '_'
                    && text.substring(at + 2, at + 6).matches("[0-9A-Fa-f]{4}");
            if (code) {
                plain.append(text, from, at).append((char) Integer.parseInt(text, at + 2, at + 6, 16));
                from = at + 7;
            }
            at = text.indexOf("_x", code ? from : at + 2);
        }
        return plain.append(text, from, text.length());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
