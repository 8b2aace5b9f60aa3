package io.github.bigdatamigrator;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the effective settings: flags override the environment, which overrides the file, which overrides defaults.
 * Immutable; {@code toString} hides secrets. An empty value counts as not set.
 *
 * <pre>{@code
 * Settings settings = Settings.of(Map.of(Setting.SPARK_MASTER, "local[2]"), System.getenv(), Path.of("conf/bdm.env"));
 * settings.number(Setting.QUERY_TIMEOUT); // 120
 * }</pre>
 *
 * <p>Every factory throws {@link MigratorException} BAD_INPUT for an invalid value and for an unknown name in the file.
 * An environment also has variables of other programs, so there a misspelt name is only a {@linkplain #warnings()
 * warning}.
 */
public final class Settings {
    /** Source of a value, strongest first. */
    public enum Source {
        FLAG,
        ENVIRONMENT,
        FILE,
        DEFAULT
    }

    private record Entry(String value, Source source) {}

    private final Map<Setting, Entry> entries;
    private final List<String> warnings;

    private Settings(Map<Setting, Entry> entries, List<String> warnings) {
        this.entries = entries;
        this.warnings = List.copyOf(warnings);
    }

    /** Reads the environment and {@code conf/bdm.env}. */
    public static Settings fromEnvironment() {
        return fromCommandLine(Map.of());
    }

    /**
     * Reads flags, the environment and {@code conf/bdm.env} in the installation folder (system property
     * {@code bdm.home}; else the working directory). With {@code bdm.home}, a relative CONVERSATION_DIR, KNOWLEDGE_DIR
     * or CONNECTIONS_FILE of the file or the default is resolved against it, so that they are found from every working
     * directory.
     */
    public static Settings fromCommandLine(Map<Setting, String> flags) {
        String home = System.getProperty("bdm.home");
        Path file = Path.of(home == null ? "" : home, "conf", "bdm.env");
        return of(flags, System.getenv(), Files.exists(file) ? file : null, home == null ? null : Path.of(home));
    }

    /**
     * @param flags by setting, from the command line
     * @param environment names and values; unknown names are ignored, misspelt ones give warnings
     * @param file a file of NAME=value lines, or null
     */
    public static Settings of(Map<Setting, String> flags, Map<String, String> environment, @Nullable Path file) {
        return of(flags, environment, file, null);
    }

    static Settings of(
            Map<Setting, String> flags, Map<String, String> environment, @Nullable Path file, @Nullable Path home) {
        Map<Setting, String> inFile = file == null ? Map.of() : SettingsFile.read(file);
        Map<Setting, Entry> entries = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            put(entries, setting, setting.defaultValue(), Source.DEFAULT, "the default of " + setting);
            put(entries, setting, inFile.get(setting), Source.FILE, setting + " in " + file);
            put(entries, setting, environment.get(setting.name()), Source.ENVIRONMENT, setting + " in the environment");
            put(entries, setting, flags.get(setting), Source.FLAG, setting.flag());
        }
        if (home != null) {
            entries.computeIfPresent(Setting.CONVERSATION_DIR, (setting, entry) -> under(home, entry));
            entries.computeIfPresent(Setting.KNOWLEDGE_DIR, (setting, entry) -> under(home, entry));
            entries.computeIfPresent(Setting.CONNECTIONS_FILE, (setting, entry) -> under(home, entry));
        }
        Entry conversations = entries.get(Setting.CONVERSATION_DIR);
        if (conversations != null) {
            String beside =
                    Path.of(conversations.value()).resolveSibling("knowledge").toString();
            entries.putIfAbsent(Setting.KNOWLEDGE_DIR, new Entry(beside, Source.DEFAULT));
        }
        return new Settings(entries, Setting.typoWarnings(environment.keySet()));
    }

    /** These settings with another value, as if a flag had set it. */
    Settings with(Setting setting, String value) {
        Map<Setting, Entry> changed = new EnumMap<>(entries);
        put(changed, setting, value, Source.FLAG, setting.flag());
        return new Settings(changed, warnings);
    }

    private static void put(
            Map<Setting, Entry> entries, Setting setting, @Nullable String value, Source source, String place) {
        if (value != null && !value.isBlank()) {
            entries.put(setting, new Entry(setting.checked(value.strip(), place), source));
        }
    }

    private static Entry under(Path home, Entry entry) {
        return entry.source() == Source.DEFAULT || entry.source() == Source.FILE
                ? new Entry(home.resolve(entry.value()).toString(), entry.source())
                : entry;
    }

    /** Returns the value or null. */
    public @Nullable String value(Setting setting) {
        Entry entry = entries.get(setting);
        return entry == null ? null : entry.value();
    }

    /**
     * Returns the value of a required setting.
     *
     * @throws MigratorException BAD_INPUT when it is not set
     */
    public String text(Setting setting) {
        String value = value(setting);
        if (value == null) {
            throw MigratorException.badInput(
                    setting + " is not set. Set it in the environment or in conf/bdm.env (" + setting.meaning() + ").");
        }
        return value;
    }

    public boolean flag(Setting setting) {
        require(setting, Setting.Kind.FLAG);
        return Boolean.parseBoolean(text(setting));
    }

    /** Returns the value of a numeric setting, 1 or more. */
    public int number(Setting setting) {
        require(setting, Setting.Kind.NUMBER);
        return Integer.parseInt(text(setting));
    }

    public PrivacyLevel level(Setting setting) {
        require(setting, Setting.Kind.LEVEL);
        return PrivacyLevel.of(Integer.parseInt(text(setting)));
    }

    /** Returns the non-blank parts of a comma-separated value; none if it is not set. */
    public List<String> list(Setting setting) {
        String value = value(setting);
        return Arrays.stream(value == null ? new String[0] : value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Returns the source of the value; DEFAULT also for none. */
    public Source source(Setting setting) {
        Entry entry = entries.get(setting);
        return entry == null ? Source.DEFAULT : entry.source();
    }

    /** Returns the value for display: a secret as {@code (set)}, none as {@code (not set)}. */
    public String shown(Setting setting) {
        String value = value(setting);
        if (value == null) {
            return "(not set)";
        }
        return setting.secret() ? "(set)" : value;
    }

    /** Returns warnings of misspelt names in the environment, one line each. */
    public List<String> warnings() {
        return warnings;
    }

    private static void require(Setting setting, Setting.Kind kind) {
        if (setting.kind() != kind) {
            throw new IllegalArgumentException(setting + " is " + setting.kind() + ", not " + kind);
        }
    }

    @Override
    public String toString() {
        return Arrays.stream(Setting.values())
                .map(setting -> setting + "=" + shown(setting))
                .collect(Collectors.joining(", ", "Settings[", "]"));
    }
}
