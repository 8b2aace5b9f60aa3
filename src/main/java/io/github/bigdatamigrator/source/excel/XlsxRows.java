package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.source.excel.XmlPart.Token;
import java.io.IOException;

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
        d;

        private static final Type[] ALL = values();
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
            Token token = xml.next();
            if (token == Token.START && xml.is("row")) {
                lastRow++;
                while (xml.nextAttribute()) {
                    lastRow = xml.isAttribute("r") ? xml.valueAsNumber() : lastRow;
                }
                row.begin(lastRow);
                readCells(row);
                return true;
            }
            ended = token == Token.END_OF_PART || (token == Token.END && xml.is("sheetData"));
        }
        return false;
    }

    private void readCells(SheetRow row) throws IOException {
        int column = -1;
        Token token = xml.next();
        while (token != Token.END || !xml.is("row")) {
            if (token == Token.START && xml.is("c")) {
                column = readCell(row, column + 1);
            } else if (token == Token.END_OF_PART) {
                throw new IOException("its sheet ends within row " + row.number());
            }
            token = xml.next();
        }
    }

    /** Reads a cell and returns its column, which is the next one unless the cell names it. */
    private int readCell(SheetRow row, int next) throws IOException {
        int column = next;
        Type type = Type.n;
        CellNumberFormat format = CellNumberFormat.NUMBER;
        while (xml.nextAttribute()) {
            if (xml.isAttribute("r")) {
                column = Math.max(0, xml.valueAsColumn());
            } else if (xml.isAttribute("s")) {
                int style = xml.valueAsNumber();
                format = style < formats.length ? formats[style] : CellNumberFormat.NUMBER;
            } else if (xml.isAttribute("t")) {
                type = type();
            }
        }
        boolean formula = false;
        boolean inValue = false;
        value.setLength(0);
        while (true) {
            switch (xml.next()) {
                case START -> {
                    inValue = xml.is("v");
                    formula |= xml.is("f");
                    if (xml.is("is")) {
                        xml.appendItem("is", value);
                    }
                }
                case TEXT -> {
                    if (inValue) {
                        xml.appendText(value);
                    }
                }
                case END -> {
                    inValue = false;
                    if (xml.is("c")) {
                        set(row, column, type, format, formula);
                        return column;
                    }
                }
                case END_OF_PART -> throw new IOException("its sheet ends within row " + row.number());
            }
        }
    }

    private Type type() throws IOException {
        for (Type type : Type.ALL) {
            if (xml.valueIs(type.name())) {
                return type;
            }
        }
        return Type.n;
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
