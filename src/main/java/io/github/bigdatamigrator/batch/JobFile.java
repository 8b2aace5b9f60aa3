package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.batch.Yaml.Entry;
import io.github.bigdatamigrator.batch.Yaml.Kind;
import io.github.bigdatamigrator.batch.Yaml.Mapping;
import io.github.bigdatamigrator.batch.Yaml.Scalar;
import io.github.bigdatamigrator.batch.Yaml.Sequence;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses job files. Unknown keys and invalid values are rejected with their line. */
final class JobFile {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);
    private static final int MAX_TITLE_LENGTH = 200;

    private enum Key {
        TITLE,
        FILES,
        QUESTIONS,
        GUIDANCE,
        SCHEMA,
        OUTPUT,
        ASK_MODEL,
        KEEP_GOING,
        TEXT
    }

    private final String name;
    private final String folder;
    private final Map<Key, Entry> given = new EnumMap<>(Key.class);

    private JobFile(String name) {
        this.name = name;
        int slash = name.lastIndexOf('/');
        folder = slash < 0 ? "" : name.substring(0, slash + 1);
    }

    static Job parse(String name, String text) {
        return new JobFile(name).job(YamlReader.read(name, text.startsWith("\uFEFF") ? text.substring(1) : text));
    }

    static MigratorException refuse(String name, int line, String message) {
        return MigratorException.badInput(name + ", line " + line + ": " + message + ".");
    }

    /** An unknown key; the message names the nearest known one. */
    static MigratorException unknown(String name, Entry entry, Stream<String> known) {
        List<String> all = known.toList();
        String nearest = NearestName.of(entry.key().replace('-', '_'), all).orElseThrow();
        return refuse(
                name,
                entry.line(),
                "there is no key “" + entry.key() + "”; did you mean “" + nearest + "”? The keys are "
                        + String.join(", ", all));
    }

    private Job job(Yaml document) {
        if (!(document instanceof Mapping mapping)) {
            throw refuse(name, document.line(), "expected keys with values, such as “files: [sales.csv]”");
        }
        for (Entry entry : mapping.entries()) {
            given.put(key(entry), entry);
        }
        if (!given.containsKey(Key.FILES)) {
            throw refuse(
                    name, document.line(), "the key “files” is missing; name at least one file, folder or pattern");
        }
        return new Job(
                name,
                of(Key.TITLE, this::title, this::stem),
                texts(Key.FILES).stream().map(this::resolve).toList(),
                of(Key.QUESTIONS, key -> texts(key), List::of),
                of(Key.GUIDANCE, this::bool, () -> false),
                of(Key.SCHEMA, this::targets, List::of),
                of(
                        Key.OUTPUT,
                        key -> resolve(text(name, entry(key).value(), Json.word(key), "a folder")),
                        () -> resolve(stem() + "-results")),
                of(Key.ASK_MODEL, this::bool, () -> false),
                of(Key.KEEP_GOING, this::bool, () -> false),
                of(Key.TEXT, key -> JobDialect.options(name, entry(key)), () -> DialectOptions.NONE));
    }

    private Key key(Entry entry) {
        return Arrays.stream(Key.values())
                .filter(key -> Json.word(key).equals(entry.key()))
                .findFirst()
                .orElseThrow(
                        () -> unknown(name, entry, Arrays.stream(Key.values()).map(Json::word)));
    }

    private <T> T of(Key key, Function<Key, T> reader, Supplier<T> otherwise) {
        return given.containsKey(key) ? reader.apply(key) : otherwise.get();
    }

    private Entry entry(Key key) {
        Entry entry = given.get(key);
        if (entry == null) {
            throw new IllegalStateException("not given: " + key);
        }
        return entry;
    }

    private String title(Key key) {
        Entry entry = entry(key);
        String title = text(name, entry.value(), Json.word(key), "a text").strip();
        if (title.length() > MAX_TITLE_LENGTH || title.lines().count() > 1) {
            throw refuse(
                    name,
                    entry.line(),
                    "“title” has " + title.length() + " characters in "
                            + title.lines().count() + " lines; it takes one line of at most " + MAX_TITLE_LENGTH);
        }
        return title;
    }

    /** The file name without its extension. */
    private String stem() {
        String last = name.substring(folder.length());
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? last : last.substring(0, dot);
    }

    private String resolve(String path) {
        return path.startsWith("/") || SCHEME.matcher(path).matches() ? path : folder + path;
    }

    private boolean bool(Key key) {
        Entry entry = entry(key);
        if (entry.value() instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        throw refuse(
                name, entry.line(), "“" + entry.key() + "” is " + shown(entry.value()) + "; expected true or false");
    }

    private List<SchemaTarget> targets(Key key) {
        List<SchemaTarget> targets = new ArrayList<>();
        for (String text : texts(key)) {
            SchemaTarget target = Arrays.stream(SchemaTarget.values())
                    .filter(value -> Json.word(value).equals(text.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> refuse(
                            name,
                            entry(key).line(),
                            "“schema” is “" + text + "”; expected "
                                    + Arrays.stream(SchemaTarget.values())
                                            .map(Json::word)
                                            .collect(Collectors.joining(" or "))));
            if (targets.contains(target)) {
                throw refuse(name, entry(key).line(), "“schema” names " + text + " twice");
            }
            targets.add(target);
        }
        return targets;
    }

    private List<String> texts(Key key) {
        return texts(name, entry(key), "a text");
    }

    /** One text or a list of texts. */
    static List<String> texts(String name, Entry entry, String expected) {
        if (!(entry.value() instanceof Sequence sequence)) {
            return List.of(text(name, entry.value(), entry.key(), expected + " or a list of them"));
        }
        if (sequence.items().isEmpty()) {
            throw refuse(name, entry.line(), "“" + entry.key() + "” is an empty list; leave the key out or fill it");
        }
        return sequence.items().stream()
                .map(item -> text(name, item, entry.key(), expected))
                .toList();
    }

    static String text(String name, Yaml value, String key, String expected) {
        if (value instanceof Scalar scalar && (scalar.kind() == Kind.TEXT || scalar.kind() == Kind.NUMBER)) {
            if (scalar.text().isBlank()) {
                throw refuse(name, scalar.line(), "“" + key + "” holds a blank text; expected " + expected);
            }
            return scalar.text();
        }
        String remedy = value instanceof Mapping
                ? "; a text with a colon in it needs quotes around it"
                : value instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN ? "; put quotes around it" : "";
        throw refuse(name, value.line(), "“" + key + "” holds " + shown(value) + "; expected " + expected + remedy);
    }

    static String shown(@Nullable Yaml value) {
        if (value instanceof Scalar scalar) {
            return scalar.kind() == Kind.NULL ? "nothing" : "“" + scalar.text() + "”";
        }
        return value instanceof Sequence ? "a list" : "keys with values";
    }
}
