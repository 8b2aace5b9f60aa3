package io.github.bigdatamigrator.source.excel;

import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;

/** Reads the rows of a sheet of Office Open XML as a stream. */
final class XlsxRows implements WorkbookReader.Rows {
    private final XmlPart xml;
    private final SharedStrings texts;
    private final NumberFormat[] formats;
    private final StringBuilder value = new StringBuilder();
    private int lastRow;
    private boolean ended;

    XlsxRows(XmlPart xml, SharedStrings texts, NumberFormat[] formats) {
        this.xml = xml;
        this.texts = texts;
        this.formats = formats;
    }

    @Override
    public boolean next(SheetRow row) throws IOException {
        while (!ended) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.is("row")) {
                lastRow = xml.number("r", lastRow + 1);
                row.begin(lastRow);
                readCells(row);
                return true;
            }
            ended = event == XMLStreamConstants.END_DOCUMENT
                    || (event == XMLStreamConstants.END_ELEMENT && xml.is("sheetData"));
        }
        return false;
    }

    private void readCells(SheetRow row) throws IOException {
        int column = -1;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.is("c")) {
                column = readCell(row, column + 1);
            } else if (event == XMLStreamConstants.END_DOCUMENT) {
                throw new IOException("its row " + row.number() + " is not closed");
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.is("row")) {
                return;
            }
        }
    }

    /** Reads a cell and returns its column, which is the next one unless the cell names it. */
    private int readCell(SheetRow row, int next) throws IOException {
        int column = next;
        String type = "n";
        NumberFormat format = NumberFormat.NUMBER;
        for (int i = 0; i < xml.attributes(); i++) {
            String attribute = xml.attribute(i);
            switch (xml.attributeName(i)) {
                case "r" -> column = Math.max(0, SheetColumns.index(attribute));
                case "t" -> type = attribute;
                case "s" -> format = format(attribute);
                default -> {}
            }
        }
        boolean formula = false;
        boolean inValue = false;
        value.setLength(0);
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    inValue = xml.is("v");
                    formula |= xml.is("f");
                    if (xml.is("is")) {
                        xml.appendItem("is", value);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inValue) {
                        xml.appendText(value);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inValue = false;
                    if (xml.is("c")) {
                        set(row, column, type, format, formula);
                        return column;
                    }
                }
                case XMLStreamConstants.END_DOCUMENT ->
                    throw new IOException("its row " + row.number() + " is not closed");
                default -> {}
            }
        }
    }

    private NumberFormat format(String style) throws IOException {
        try {
            int index = Integer.parseInt(style);
            return index >= 0 && index < formats.length ? formats[index] : NumberFormat.NUMBER;
        } catch (NumberFormatException e) {
            throw new IOException("its style “" + style + "” is no number", e);
        }
    }

    private void set(SheetRow row, int column, String type, NumberFormat format, boolean formula) throws IOException {
        if (value.isEmpty()) {
            // A formula whose result is an empty text says so by its type.
            if (formula && !type.equals("str")) {
                row.noResult(column);
            }
            return;
        }
        switch (type) {
            case "s" -> {
                texts.moveTo(sharedIndex());
                row.escaped(column, texts.bytes(), 0, texts.length());
            }
            case "inlineStr", "str" -> row.text(column, XmlPart.decoded(value));
            case "b" -> row.bool(column, value.charAt(0) == '1' || value.charAt(0) == 't');
            case "e" -> row.error(column, value.toString());
            case "d" -> row.iso(column, value.toString().strip());
            default -> row.number(column, value.toString().strip(), format);
        }
    }

    private int sharedIndex() throws IOException {
        try {
            return Integer.parseInt(value, 0, value.length(), 10);
        } catch (NumberFormatException e) {
            throw new IOException("“" + value + "” is no index of a shared text", e);
        }
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
