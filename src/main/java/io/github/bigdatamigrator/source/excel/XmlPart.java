package io.github.bigdatamigrator.source.excel;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads one XML part of a workbook as a stream, by local names: the variants of the standard, transitional and strict,
 * differ only in their namespaces. Refuses a document type, as the standard does. Not thread-safe.
 */
final class XmlPart implements Closeable {
    /** Far above the 32,767 characters of a cell; a longer text would only exhaust the memory. */
    private static final int MAX_TEXT = 1 << 24;

    private static final XMLInputFactory PARSERS = parsers();

    private final InputStream in;
    private final String name;
    private final XMLStreamReader xml;

    XmlPart(InputStream in, String name) throws IOException {
        this.in = in;
        this.name = name;
        try {
            xml = PARSERS.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Woodstox, which Spark's Hadoop registers: it bounds names and attributes as we do texts, unlike the JDK's. */
    private static XMLInputFactory parsers() {
        XMLInputFactory parsers = XMLInputFactory.newFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return parsers;
    }

    private IOException broken(String what) {
        return new IOException("its part " + name + " " + what);
    }

    private IOException broken(XMLStreamException e) {
        return e.getNestedException() instanceof IOException cause
                ? cause
                : new IOException("its part " + name + " is broken or ends early", e);
    }

    /** Moves to the next event; all text is {@code CHARACTERS}. */
    int next() throws IOException {
        try {
            int event = xml.next();
            return switch (event) {
                case CDATA, SPACE -> CHARACTERS;
                case DTD -> throw broken("has a document type");
                case ENTITY_REFERENCE -> throw broken("has the unknown entity “" + xml.getLocalName() + "”");
                default -> event;
            };
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Moves to the next start of an element; returns false at the end. */
    boolean nextElement() throws IOException {
        try {
            while (xml.hasNext()) {
                if (next() == START_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Whether the tag has that local name. */
    boolean is(String element) {
        return xml.getLocalName().equals(element);
    }

    /** The value of the tag's attribute of that local name, or null. */
    @Nullable
    String attribute(String attribute) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(attribute)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The tag's attribute of that local name as a number; without it, the other one. */
    int number(String attribute, int otherwise) throws IOException {
        String value = attribute(attribute);
        if (value == null) {
            return otherwise;
        }
        if (value.length() > 9 || !StringUtils.isNumeric(value)) {
            throw broken("has “" + value + "” in place of a number");
        }
        return Integer.parseInt(value);
    }

    /** Appends the text. */
    void appendText(StringBuilder text) throws IOException {
        if (text.length() + xml.getTextLength() > MAX_TEXT) {
            throw broken("holds a text of more than " + (MAX_TEXT >> 20) + " MB");
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
                case START_ELEMENT -> {
                    phonetic += is("rPh") ? 1 : 0;
                    inText = is("t") && phonetic == 0;
                }
                case CHARACTERS -> {
                    if (inText) {
                        appendText(text);
                    }
                }
                case END_ELEMENT -> {
                    inText = false;
                    phonetic -= is("rPh") ? 1 : 0;
                    if (is(item)) {
                        return;
                    }
                }
                default -> {
                    // A comment says nothing.
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
