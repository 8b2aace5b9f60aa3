package io.github.bigdatamigrator.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Kind;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses one YAML document and keeps line numbers. Rejects duplicate keys, aliases and a second document, because each
 * would silently lose content.
 */
public final class YamlReader {
    private final String name;
    private final YAMLParser parser;

    private YamlReader(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /**
     * @param name of the file, for messages
     * @throws MigratorException BAD_INPUT with the line
     */
    public static Yaml read(String name, String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            YamlReader reader = new YamlReader(name, parser);
            if (parser.nextToken() == null) {
                return new Scalar(new Place(name, 1), Kind.NULL, "");
            }
            Yaml document = reader.value();
            if (parser.nextToken() != null) {
                throw reader.place().refuse("a second document begins here; a file holds one");
            }
            return document;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new Place(name, line).refuse("not YAML: " + fault(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Picks the cause from the parser's message, which begins with the context. */
    private static String fault(String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        return lines.stream()
                .filter(line -> line.startsWith("expected") || line.startsWith("found") || line.contains("not allowed"))
                .findFirst()
                .orElse(lines.isEmpty() ? "it cannot be read" : lines.get(0));
    }

    private Place place() {
        return new Place(name, Math.max(1, parser.currentTokenLocation().getLineNr()));
    }

    private Yaml value() throws IOException {
        Place place = place();
        JsonToken token = parser.currentToken();
        if (parser.isCurrentAlias()) {
            throw place.refuse("aliases (*name) are not followed; write the value out");
        }
        return switch (token) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_NULL -> new Scalar(place, Kind.NULL, "");
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, Kind.BOOLEAN, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(place, Kind.NUMBER, parser.getText());
            default -> new Scalar(place, Kind.TEXT, parser.getText());
        };
    }

    private Sequence sequence(Place place) throws IOException {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Sequence(place, List.copyOf(items));
    }

    private Mapping mapping(Place place) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = place();
            Integer before = seen.putIfAbsent(key, keyPlace.line());
            if (before != null) {
                throw keyPlace.refuse("“" + key + "” is already in line " + before);
            }
            parser.nextToken();
            entries.add(new Entry(keyPlace, key, value()));
        }
        return new Mapping(place, List.copyOf(entries));
    }
}
