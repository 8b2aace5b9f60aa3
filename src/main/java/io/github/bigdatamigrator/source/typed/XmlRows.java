package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.delimited.TextStreams;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds the elements of an XML file that are its rows: those that repeat within one element of the outermost level
 * where any does, such as {@code order} of {@code <shop><orders><order/><order/></orders></shop>}; each of them is a
 * table. If none repeats, the file is one row. Namespaces are ignored. Reads the head of the file.
 *
 * @param tags the rows' elements, at least one
 * @param names all elements and attributes in the order in which the file first has them
 * @param charset the file's encoding
 */
public record XmlRows(List<String> tags, List<String> names, String charset) {
    static final String ATTRIBUTE = "@";
    private static final int MAX_ELEMENTS = 20_000;
    private static final int MAX_DEPTH = 5;

    /** An element that is open: how often each child has come in it. */
    private record Open(String name, Map<String, Integer> children) {}

    /** The levels' repeated elements, of those that hold others or attributes, and of all. */
    private static final class Finder {
        private final Deque<Open> open = new ArrayDeque<>();
        private final Map<Integer, Set<String>> repeated = new TreeMap<>();
        private final Set<String> structured = new HashSet<>();
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private String root = "";

        void begin(XMLStreamReader xml) {
            String name = xml.getLocalName();
            Open parent = open.peek();
            if (parent == null) {
                root = name;
            } else {
                structured.add(parent.name);
                if (parent.children.merge(name, 1, Integer::sum) > 1 && open.size() <= MAX_DEPTH) {
                    repeated.computeIfAbsent(open.size(), level -> new LinkedHashSet<>())
                            .add(name);
                }
            }
            names.putIfAbsent(name, names.size());
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                names.putIfAbsent(ATTRIBUTE + xml.getAttributeLocalName(i), names.size());
                structured.add(name);
            }
            open.push(new Open(name, new HashMap<>()));
        }

        List<String> tags() {
            for (Set<String> level : repeated.values()) {
                List<String> rows = level.stream().filter(structured::contains).toList();
                if (!rows.isEmpty()) {
                    return rows;
                }
            }
            return List.of(root);
        }
    }

    /**
     * Reads the head of a file.
     *
     * @throws MigratorException FILE_UNREADABLE if it is not XML
     */
    public static XmlRows of(String file, Configuration hadoop) {
        Finder finder = new Finder();
        String charset = "UTF-8";
        try (InputStream in = TextStreams.open(file, hadoop)) {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            charset = charset(xml);
            for (int elements = 0; elements < MAX_ELEMENTS && xml.hasNext(); ) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    finder.begin(xml);
                    elements++;
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    finder.open.pop();
                }
            }
        } catch (XMLStreamException e) {
            // A file that is damaged further on is read up to there.
            if (finder.names.size() < 2) {
                throw new MigratorException(
                        ErrorCode.FILE_UNREADABLE,
                        file + " is not XML ("
                                + String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("") + "). Check the file.",
                        e);
            }
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file, e);
        }
        return new XmlRows(finder.tags(), new ArrayList<>(finder.names.keySet()), charset);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static String charset(XMLStreamReader xml) {
        return Stream.of(xml.getEncoding(), xml.getCharacterEncodingScheme())
                .filter(name -> name != null && name.toUpperCase(Locale.ROOT).startsWith("UTF-16"))
                .findFirst()
                .map(name -> "UTF-16")
                .orElse(xml.getCharacterEncodingScheme() == null ? "UTF-8" : xml.getCharacterEncodingScheme());
    }

    /** Where a column stands in the file, to order columns that Spark sorts by name. */
    int place(String column) {
        int place = names.indexOf(column);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
