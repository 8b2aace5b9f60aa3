package io.github.bigdatamigrator.yaml;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.NearestName;
import io.github.bigdatamigrator.text.SourceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a YAML value with its place. */
public sealed interface Yaml {
    Place place();

    /** The value as messages show it. */
    String shown();

    /** A line of a file, from 1. */
    record Place(String file, int line) {
        /** A path in the file, which is relative to the file's folder, from everywhere; a URI or a table stays. */
        public String resolve(String name) {
            String folder = file.substring(0, file.lastIndexOf('/') + 1);
            return SourceName.resolve(name, path -> path.startsWith("/") ? path : folder + path);
        }

        /** Returns BAD_INPUT with the file, the line and the message, which has no full stop. */
        public MigratorException refuse(String message) {
            return MigratorException.badInput(file + ", line " + line + ": " + message + ".");
        }
    }

    /** The type of a scalar; quoted scalars are always text. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** A scalar as it is written. */
    record Scalar(Place place, Kind kind, String text) implements Yaml {
        @Override
        public String shown() {
            return kind == Kind.NULL ? "nothing" : "“" + text + "”";
        }

        /** Whether the scalar may stand for a text; an unquoted number may. */
        public boolean textual() {
            return kind == Kind.TEXT || kind == Kind.NUMBER;
        }
    }

    record Sequence(Place place, List<Yaml> items) implements Yaml {
        @Override
        public String shown() {
            return "a list";
        }
    }

    record Mapping(Place place, List<Entry> entries) implements Yaml {
        @Override
        public String shown() {
            return "keys with values";
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /** The entries by key in their order; throws BAD_INPUT for an unknown key. */
        public Map<String, Entry> fields(List<String> known) {
            Map<String, Entry> fields = new LinkedHashMap<>();
            for (Entry entry : entries) {
                if (!known.contains(entry.key())) {
                    throw entry.unknown(known);
                }
                fields.put(entry.key(), entry);
            }
            return fields;
        }
    }

    /** A key with its value. The readers throw BAD_INPUT for a value of another form. */
    record Entry(Place place, String key, Yaml value) {
        public boolean flag() {
            if (value instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
                return scalar.text().equalsIgnoreCase("true");
            }
            throw unexpected("true or false");
        }

        /** @param expected what the message asks for instead */
        public String text(String expected) {
            return text(value, expected);
        }

        /** One text or a list of texts. */
        public List<String> texts() {
            if (!(value instanceof Sequence sequence)) {
                return List.of(text("a text or a list of them"));
            }
            if (sequence.items().isEmpty()) {
                throw place.refuse("“" + key + "” is an empty list; leave the key out or fill it");
            }
            return sequence.items().stream().map(item -> text(item, "a text")).toList();
        }

        private String text(Yaml item, String expected) {
            String remedy = item instanceof Mapping ? "; a text with a colon in it needs quotes around it" : "";
            if (item instanceof Scalar scalar) {
                if (scalar.textual() && !scalar.text().isBlank()) {
                    return scalar.text();
                }
                if (scalar.textual()) {
                    throw scalar.place().refuse("“" + key + "” holds a blank text; expected " + expected);
                }
                remedy = scalar.kind() == Kind.BOOLEAN ? "; put quotes around it" : "";
            }
            throw item.place().refuse("“" + key + "” holds " + item.shown() + "; expected " + expected + remedy);
        }

        public MigratorException unexpected(String expected) {
            return place.refuse("“" + key + "” is " + value.shown() + "; expected " + expected);
        }

        /** The error for an unknown key; the message names the nearest known one. */
        public MigratorException unknown(List<String> known) {
            String nearest = NearestName.of(key.replace('-', '_'), known).orElseThrow();
            return place.refuse("there is no key “" + key + "”; did you mean “" + nearest + "”? The keys are "
                    + String.join(", ", known));
        }
    }
}
