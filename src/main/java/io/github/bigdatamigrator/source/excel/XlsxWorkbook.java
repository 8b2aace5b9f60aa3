package io.github.bigdatamigrator.source.excel;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads workbooks of Office Open XML (xlsx, xlsm; transitional and strict). Streams each part, so that memory does not
 * grow with the file, however much it is compressed.
 */
final class XlsxWorkbook implements WorkbookReader {
    /** A relation of a part: the kind, the last word of its type, and the part's path. */
    private record Relation(String kind, String target) {}

    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> parts = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, String> sheetParts = new HashMap<>();
    private final CellNumberFormat[] formats;
    private final SharedStrings texts;
    private boolean from1904;

    XlsxWorkbook(Path path, Configuration hadoop) throws IOException {
        zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableFile(path, hadoop))
                .get();
        try {
            zip.getEntries().asIterator().forEachRemaining(entry -> parts.putIfAbsent(key(entry.getName()), entry));
            String book = Objects.requireNonNullElse(target(relations(""), "officeDocument"), "xl/workbook.xml");
            Map<String, Relation> relations = relations(book);
            readBook(book, relations);
            formats = formats(target(relations, "styles"));
            String shared = target(relations, "sharedStrings");
            texts = new SharedStrings(shared == null || !parts.containsKey(key(shared)) ? null : part(shared));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String key(String name) {
        return name.replace('\\', '/').replaceAll("^/+", "").toLowerCase(Locale.ROOT);
    }

    private XmlPart part(String name) throws IOException {
        ZipArchiveEntry entry = parts.get(key(name));
        if (entry == null) {
            throw new IOException("its part " + name + " is missing");
        }
        return new XmlPart(zip.getInputStream(entry), name);
    }

    /** The relations of a part by their ids; of the whole book for an empty name. */
    private Map<String, Relation> relations(String part) throws IOException {
        String folder = part.substring(0, part.lastIndexOf('/') + 1);
        String name = folder + "_rels/" + part.substring(folder.length()) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (parts.containsKey(key(name))) {
            try (XmlPart xml = part(name)) {
                while (xml.nextElement()) {
                    String id = xml.attribute("Id");
                    String type = xml.attribute("Type");
                    String target = xml.attribute("Target");
                    if (id != null && type != null && target != null) {
                        String kind = type.substring(type.lastIndexOf('/') + 1);
                        relations.put(id, new Relation(kind, resolve(folder, target)));
                    }
                }
            }
        }
        return relations;
    }

    private static String resolve(String folder, String target) {
        List<String> path = new ArrayList<>();
        String plain = URLDecoder.decode(target.replace("+", "%2B").replace('\\', '/'), StandardCharsets.UTF_8);
        for (String step : (plain.startsWith("/") ? plain : folder + plain).split("/")) {
            if (step.equals("..") && !path.isEmpty()) {
                path.remove(path.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".")) {
                path.add(step);
            }
        }
        return String.join("/", path);
    }

    private static @Nullable String target(Map<String, Relation> relations, String kind) {
        return relations.values().stream()
                .filter(relation -> relation.kind().equals(kind))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }

    private void readBook(String book, Map<String, Relation> relations) throws IOException {
        try (XmlPart xml = part(book)) {
            while (xml.nextElement()) {
                if (xml.is("workbookPr")) {
                    String system = xml.attribute("date1904");
                    from1904 = "1".equals(system) || "true".equals(system);
                } else if (xml.is("sheet")) {
                    String name = xml.attribute("name");
                    String id = xml.attribute("id");
                    Relation relation = id == null ? null : relations.get(id);
                    if (name == null || relation == null) {
                        throw new IOException("its sheet “" + name + "” has no part");
                    }
                    String state = xml.attribute("state");
                    sheets.add(new Sheet(
                            name,
                            state != null && !state.equals("visible"),
                            relation.kind().equals("worksheet")));
                    sheetParts.put(name, relation.target());
                }
            }
        }
    }

    /** The formats of the cells' styles, by index. */
    private CellNumberFormat[] formats(@Nullable String styles) throws IOException {
        List<CellNumberFormat> found = new ArrayList<>();
        if (styles == null || !parts.containsKey(key(styles))) {
            return new CellNumberFormat[0];
        }
        Map<Integer, CellNumberFormat> codes = new HashMap<>();
        try (XmlPart xml = part(styles)) {
            boolean ofCells = false;
            while (xml.nextElement()) {
                if (xml.is("numFmt")) {
                    String code = xml.attribute("formatCode");
                    codes.putIfAbsent(xml.number("numFmtId", 0), CellNumberFormat.of(code == null ? "" : code));
                } else if (xml.is("cellXfs")) {
                    ofCells = true;
                } else if (xml.is("cellStyles") || xml.is("dxfs")) {
                    ofCells = false;
                } else if (ofCells && xml.is("xf")) {
                    int id = xml.number("numFmtId", 0);
                    CellNumberFormat code = codes.get(id);
                    found.add(code == null ? CellNumberFormat.builtIn(id) : code);
                }
            }
        }
        return found.toArray(CellNumberFormat[]::new);
    }

    @Override
    public List<Sheet> sheets() {
        return sheets;
    }

    @Override
    public boolean from1904() {
        return from1904;
    }

    @Override
    public Rows rows(String sheet) throws IOException {
        String part = sheetParts.get(sheet);
        if (part == null) {
            throw new IOException("it has no sheet “" + sheet + "” any more");
        }
        return new XlsxRows(part(part), texts, formats);
    }

    @Override
    public void close() throws IOException {
        try (zip;
                texts) {
            parts.clear();
        }
    }
}
