package io.github.bigdatamigrator.source.excel;

import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.poi.hssf.model.InternalWorkbook;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BlankRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MulBlankRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/** Reads workbooks of Excel 97 to 2003 (xls), record by record. */
final class XlsWorkbook implements WorkbookReader {
    private final POIFSFileSystem file;
    private final List<BoundSheetRecord> bound = new ArrayList<>();
    private final Map<Integer, CellNumberFormat> codes = new HashMap<>();
    private final List<ExtendedFormatRecord> styles = new ArrayList<>();
    private final Map<Integer, Integer> types = new HashMap<>();
    private @Nullable SSTRecord texts;
    private boolean from1904;

    XlsWorkbook(Path path, Configuration hadoop) throws IOException {
        try (InputStream in = HadoopFiles.open(path, hadoop)) {
            file = new POIFSFileSystem(in);
        }
        if (!has("EncryptedPackage")
                && InternalWorkbook.WORKBOOK_DIR_ENTRY_NAMES.stream().noneMatch(this::has)
                && !has("Book")) {
            file.close();
            throw new IOException("it is another kind of Office file (Word, PowerPoint)");
        }
        try (InputStream book = book()) {
            RecordFactoryInputStream records = new RecordFactoryInputStream(book, false);
            Record record = records.nextRecord();
            while (record != null && !(record instanceof EOFRecord)) {
                readGlobal(record);
                record = records.nextRecord();
            }
            readTypes(records);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private boolean has(String entry) {
        return file.getRoot().hasEntry(entry);
    }

    private InputStream book() throws IOException {
        return file.getRoot().createDocumentInputStream(HSSFWorkbook.getWorkbookDirEntryName(file.getRoot()));
    }

    private void readGlobal(Record record) {
        if (record instanceof BoundSheetRecord sheet) {
            bound.add(sheet);
        } else if (record instanceof DateWindow1904Record window) {
            from1904 = window.getWindowing() == 1;
        } else if (record instanceof FormatRecord format) {
            codes.put(format.getIndexCode(), CellNumberFormat.of(format.getFormatString()));
        } else if (record instanceof ExtendedFormatRecord style) {
            styles.add(style);
        } else if (record instanceof SSTRecord shared) {
            texts = shared;
        }
    }

    /** Reads which sheets are worksheets, from the begin of each. */
    private void readTypes(RecordFactoryInputStream records) {
        int depth = 0;
        for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
            if (record instanceof BOFRecord begin && depth++ == 0) {
                types.put(types.size(), begin.getType());
            } else if (record instanceof EOFRecord) {
                depth--;
            }
        }
    }

    /** The place of a sheet among those of the file, whose order may differ from that of the tabs. */
    private int place(BoundSheetRecord sheet) {
        return bound.stream()
                .sorted(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof))
                .toList()
                .indexOf(sheet);
    }

    @Override
    public List<Sheet> sheets() {
        return bound.stream()
                .map(sheet -> new Sheet(
                        sheet.getSheetname(),
                        sheet.isHidden() || sheet.isVeryHidden(),
                        types.getOrDefault(place(sheet), BOFRecord.TYPE_WORKSHEET) == BOFRecord.TYPE_WORKSHEET))
                .toList();
    }

    @Override
    public boolean from1904() {
        return from1904;
    }

    @Override
    public Rows rows(String sheet) throws IOException {
        BoundSheetRecord wanted = bound.stream()
                .filter(each -> each.getSheetname().equals(sheet))
                .findFirst()
                .orElseThrow(() -> new IOException("it has no sheet “" + sheet + "” any more"));
        InputStream book = book();
        RecordFactoryInputStream records = new RecordFactoryInputStream(book, false);
        // The globals come first.
        for (int streams = place(wanted) + 1, depth = 0; streams > 0; ) {
            Record record = records.nextRecord();
            if (record == null) {
                break;
            }
            depth += record instanceof BOFRecord ? 1 : record instanceof EOFRecord ? -1 : 0;
            streams -= record instanceof EOFRecord && depth == 0 ? 1 : 0;
        }
        return new XlsRows(book, records);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private CellNumberFormat format(CellValueRecordInterface cell) {
        int id = cell.getXFIndex() < styles.size()
                ? styles.get(cell.getXFIndex()).getFormatIndex()
                : 0;
        CellNumberFormat code = codes.get(id);
        return code == null ? CellNumberFormat.builtIn(id) : code;
    }

    private final class XlsRows implements Rows {
        private final InputStream book;
        private final RecordFactoryInputStream records;
        private @Nullable CellValueRecordInterface ahead;
        private @Nullable Record after;
        private int depth;

        XlsRows(InputStream book, RecordFactoryInputStream records) {
            this.book = book;
            this.records = records;
            ahead = nextCell();
        }

        @Override
        public boolean next(SheetRow row) throws IOException {
            CellValueRecordInterface cell = ahead;
            if (cell == null) {
                return false;
            }
            int number = cell.getRow();
            row.begin(number + 1);
            while (cell != null && cell.getRow() == number) {
                set(row, cell);
                cell = nextCell();
            }
            ahead = cell;
            return true;
        }

        /** Charts within the sheet have records of their own, which are passed. */
        private @Nullable CellValueRecordInterface nextCell() {
            while (true) {
                Record record = after == null ? records.nextRecord() : after;
                after = null;
                if (record == null) {
                    return null;
                } else if (record instanceof BOFRecord) {
                    depth++;
                } else if (record instanceof EOFRecord) {
                    depth--;
                    if (depth == 0) {
                        return null;
                    }
                } else if (record instanceof CellValueRecordInterface cell && depth == 1) {
                    return cell;
                } else if (record instanceof MulBlankRecord blanks && depth == 1) {
                    BlankRecord blank = new BlankRecord();
                    blank.setRow(blanks.getRow());
                    return blank;
                }
            }
        }

        private void set(SheetRow row, CellValueRecordInterface cell) throws IOException {
            int column = cell.getColumn();
            if (cell instanceof NumberRecord number) {
                row.number(column, number.getValue(), format(cell));
            } else if (cell instanceof LabelSSTRecord label && texts != null) {
                row.text(column, texts.getString(label.getSSTIndex()).getString());
            } else if (cell instanceof LabelRecord label) {
                row.text(column, label.getValue());
            } else if (cell instanceof BoolErrRecord value) {
                if (value.isBoolean()) {
                    row.bool(column, value.getBooleanValue());
                } else {
                    error(row, column, value.getErrorValue());
                }
            } else if (cell instanceof FormulaRecord formula) {
                formula(row, column, formula);
            }
        }

        private void formula(SheetRow row, int column, FormulaRecord formula) throws IOException {
            CellType type = formula.getCachedResultTypeEnum();
            switch (type) {
                case BOOLEAN -> row.bool(column, formula.getCachedBooleanValue());
                case ERROR -> error(row, column, formula.getCachedErrorValue());
                case NUMERIC -> row.number(column, formula.getValue(), format(formula));
                default -> {
                    if (formula.hasCachedResultString()) {
                        row.text(column, cachedText());
                    }
                }
            }
        }

        /** The text follows the formula, perhaps after the definition of a shared one. */
        private String cachedText() {
            for (int i = 0; i < 3; i++) {
                Record record = records.nextRecord();
                if (record instanceof StringRecord text) {
                    return text.getString();
                }
                if (record == null || record instanceof CellValueRecordInterface || record instanceof EOFRecord) {
                    after = record;
                    break;
                }
            }
            return "";
        }

        private void error(SheetRow row, int column, int code) {
            row.error(
                    column,
                    FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#" + code);
        }

        @Override
        public void close() throws IOException {
            book.close();
        }
    }
}
