package io.github.bigdatamigrator.source.excel;

import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import java.io.IOException;
import org.apache.commons.lang3.EnumUtils;

/** Reads the rows of a sheet of Office Open XML as a stream. */
final class XlsxRows implements WorkbookReader.Rows {
    /** The types of cells, in the words of the standard; numbers usually have none. */
    private enum Type {
        n,
        s,
        str,
        inlineStr,
        b,
        e,
        d
    }

    private final XmlPart xml;
    private final SharedStrings texts;
    private final CellNumberFormat[] formats;
    private final StringBuilder value = new StringBuilder();
    private int lastRow;
    private boolean ended;

    XlsxRows(XmlPart xml, SharedStrings texts, CellNumberFormat[] formats) {
        this.xml = xml;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public boolean next(SheetRow row) throws IOException {
        while (!ended) {
            int event = xml.next();
            if (event == START_ELEMENT && xml.is("row")) {
                lastRow = xml.number("r", lastRow + 1);
                row.begin(lastRow);
                readCells(row);
                return true;
            }
            ended = event == END_DOCUMENT || (event == END_ELEMENT && xml.is("sheetData"));
        }
        return false;
    }

    private void readCells(SheetRow row) throws IOException {
        int column = -1;
        int event = nextWithin(row);
        while (event != END_ELEMENT || !xml.is("row")) {
            if (event == START_ELEMENT && xml.is("c")) {
                column = readCell(row, column + 1);
            }
            event = nextWithin(row);
        }
    }

    private int nextWithin(SheetRow row) throws IOException {
        try {
            return xml.next();
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; its sheet ends within row " + row.number(), e);
        }
    }

    /** Reads a cell and returns its column, which is the next one unless the cell names it. */
    private int readCell(SheetRow row, int next) throws IOException {
        String address = xml.attribute("r");
        int column = address == null ? next : Math.max(0, SheetColumns.index(address));
        int style = xml.number("s", formats.length);
        CellNumberFormat format = style < formats.length ? formats[style] : CellNumberFormat.NUMBER;
        Type type = EnumUtils.getEnum(Type.class, xml.attribute("t"), Type.n);
        boolean formula = false;
        boolean inValue = false;
        value.setLength(0);
        while (true) {
            switch (nextWithin(row)) {
                case START_ELEMENT -> {
                    inValue = xml.is("v");
                    formula |= xml.is("f");
                    if (xml.is("is")) {
                        xml.appendItem("is", value);
                    }
                }
                case CHARACTERS -> {
                    if (inValue) {
                        xml.appendText(value);
                    }
                }
                case END_ELEMENT -> {
                    inValue = false;
                    if (xml.is("c")) {
                        set(row, column, type, format, formula);
                        return column;
                    }
                }
                default -> {
                    // A comment says nothing.
                }
            }
        }
    }

    private void set(SheetRow row, int column, Type type, CellNumberFormat format, boolean formula) throws IOException {
        if (value.isEmpty()) {
            // A formula whose result is an empty text says so by its type.
            if (formula && type != Type.str) {
                row.noResult(column);
            }
            return;
        }
        switch (type) {
            case s -> {
                texts.moveTo(sharedIndex());
                row.escaped(column, texts.bytes(), 0, texts.length());
            }
            case inlineStr, str -> row.text(column, SharedStrings.decoded(value));
            case b -> row.bool(column, value.charAt(0) == '1' || value.charAt(0) == 't');
            case e -> row.error(column, value.toString());
            case d -> row.iso(column, value.toString().strip());
            case n -> row.number(column, value, format);
        }
    }

    private int sharedIndex() throws IOException {
        try {
            return Integer.parseInt(value, 0, value.length(), 10);
        } catch (NumberFormatException e) {
            throw new IOException("“" + value + "” is not an index of a shared text", e);
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
