package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses job files. Unknown keys and invalid values are rejected with their line. */
final class JobFile {
    private static final int MAX_TITLE_LENGTH = 200;

    private enum Key {
        TITLE,
        FILES,
        QUESTIONS,
        GUIDANCE,
        SCHEMA,
        CHECKS,
        MIGRATE,
        OUTPUT,
        ASK_MODEL,
        KEEP_GOING,
        TEXT
    }

    private final String name;
    private final Map<Key, Entry> given = new EnumMap<>(Key.class);

    private JobFile(String name) {
        this.name = name;
    }

    static Job parse(String name, String text) {
        return new JobFile(name).job(YamlReader.read(name, text));
    }

    private Job job(Yaml document) {
        if (!(document instanceof Mapping mapping)) {
            throw document.place().refuse("expected keys with values, such as “files: [sales.csv]”");
        }
        for (Entry entry : mapping.entries()) {
            given.put(key(entry), entry);
        }
        Place place = document.place();
        List<String> files = given(Key.FILES)
                .map(Entry::texts)
                .orElseThrow(
                        () -> place.refuse("the key “files” is missing; name at least one file, folder or pattern"));
        return new Job(
                name,
                given(Key.TITLE).map(JobFile::title).orElseGet(this::stem),
                files.stream().map(place::resolve).toList(),
                given(Key.QUESTIONS).map(Entry::texts).orElse(List.of()),
                given(Key.GUIDANCE).map(Entry::flag).orElse(false),
                given(Key.SCHEMA)
                        .map(entry -> named(entry, SchemaTarget.values()))
                        .orElse(List.of()),
                given(Key.CHECKS)
                        .map(entry -> named(entry, CheckFormat.values()))
                        .orElse(List.of()),
                given(Key.MIGRATE)
                        .map(entry -> place.resolve(entry.text("a target, such as db:shop#sales or a folder")))
                        .orElse(""),
                place.resolve(
                        given(Key.OUTPUT).map(entry -> entry.text("a folder")).orElseGet(() -> stem() + "-results")),
                given(Key.ASK_MODEL).map(Entry::flag).orElse(false),
                given(Key.KEEP_GOING).map(Entry::flag).orElse(false),
                given(Key.TEXT).map(JobDialect::options).orElse(DialectOptions.NONE));
    }

    private static Key key(Entry entry) {
        return Arrays.stream(Key.values())
                .filter(key -> Json.word(key).equals(entry.key()))
                .findFirst()
                .orElseThrow(() -> entry.unknown(
                        Arrays.stream(Key.values()).map(Json::word).toList()));
    }

    private Optional<Entry> given(Key key) {
        return Optional.ofNullable(given.get(key));
    }

    private static String title(Entry entry) {
        String title = entry.text("a text").strip();
        long lines = title.lines().count();
        if (title.length() > MAX_TITLE_LENGTH || lines > 1) {
            throw entry.place()
                    .refuse("“title” has " + title.length() + " characters in " + lines
                            + " lines; it takes one line of at most " + MAX_TITLE_LENGTH);
        }
        return title;
    }

    /** The file name without its extension. */
    private String stem() {
        String last = name.substring(name.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return dot <= 0 ? last : last.substring(0, dot);
    }

    /** The values that the entry names, each once. */
    private static <T extends Enum<T>> List<T> named(Entry entry, T[] values) {
        List<String> known = Arrays.stream(values).map(Json::word).toList();
        List<T> named = new ArrayList<>();
        for (String text : entry.texts()) {
            int place = known.indexOf(text.strip().toLowerCase(Locale.ROOT));
            if (place < 0) {
                throw entry.place()
                        .refuse("“" + entry.key() + "” is “" + text + "”; expected " + String.join(" or ", known));
            }
            if (named.contains(values[place])) {
                throw entry.place().refuse("“" + entry.key() + "” names " + text + " twice");
            }
            named.add(values[place]);
        }
        return named;
    }
}
