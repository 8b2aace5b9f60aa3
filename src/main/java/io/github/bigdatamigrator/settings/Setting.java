package io.github.bigdatamigrator.settings;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declares every setting once. The constant's name is the name in the environment and in {@code conf/bdm.env}; in lower
 * case with dashes it is the command-line flag.
 */
public enum Setting {
    LOCAL_LLM_URL(
            Kind.URL,
            "http://localhost:1234/v1",
            "Address of LM Studio or another OpenAI-compatible server, with its /v1"),
    LOCAL_LLM_MODEL(Kind.TEXT, "CodeLlama-34B-Instruct", "Name of the model at LOCAL_LLM_URL; none to ask no model"),
    LOCAL_LLM_API_KEY(Kind.SECRET, null, "Bearer token for LOCAL_LLM_URL, if the server requires one"),
    LOCAL_LLM_TRUSTED(
            Kind.FLAG,
            "false",
            "Whether a LOCAL_LLM_URL on another machine may receive the same data as a local model"),
    LOCAL_LLM_WINDOW(
            Kind.NUMBER,
            "4096",
            "Context window in tokens, prompt and reply together, if the server does not report it"),
    LOCAL_LLM_PARALLEL(
            Kind.NUMBER,
            "1",
            "Requests that the local server answers at once, at most; they share its window. Others wait"),
    LOCAL_LLM_DRAFT_MODEL(
            Kind.TEXT, null, "Name of a small model that proposes tokens for LOCAL_LLM_MODEL (speculative decoding)"),
    LOCAL_LLM_TTL(
            Kind.NUMBER, "3600", "Seconds for which a model that a question loads stays loaded without being used"),
    LOCAL_LLM_REASONING(
            Kind.FLAG, "false", "Whether a local model that can reason or not is to reason before it answers"),
    LOCAL_PRIVACY_LEVEL(
            Kind.LEVEL,
            "3",
            "Highest level of data that the local model may receive: 0 names and types, 1 aggregates, 2 example"
                    + " values, 3 rows"),
    LLM_TIMEOUT(Kind.NUMBER, "300", "Time limit for one reply of a model in seconds, prompt processing included"),
    LLM_REPLY_TOKENS(Kind.NUMBER, "700", "Maximum length of one model reply in tokens"),
    ENABLE_ONLINE_FALLBACK(
            Kind.FLAG,
            "false",
            "Whether an online model may be asked; also needs OPENAI_API_KEY. Data is sent to another machine"),
    OPENAI_API_KEY(Kind.SECRET, null, "Key for OPENAI_BASE_URL"),
    ONLINE_LLM_MODEL(Kind.TEXT, "gpt-4o", "Name of the online model"),
    OPENAI_BASE_URL(Kind.URL, "https://api.openai.com/v1", "Address of the online model, with its /v1"),
    ONLINE_PRIVACY_LEVEL(
            Kind.LEVEL,
            "1",
            "Highest level of data that an online model may receive, 0 to 3 as in LOCAL_PRIVACY_LEVEL"),
    CONVERSATION_DIR(Kind.TEXT, "conversations", "Local folder for conversations"),
    KNOWLEDGE_DIR(
            Kind.TEXT,
            null,
            "Folder for what you have confirmed about your data, as YAML files; knowledge beside CONVERSATION_DIR by"
                    + " default"),
    PROFILE_CACHE_DIR(
            Kind.TEXT,
            "~/.cache/big-data-migrator",
            "Local folder for cached profiles, readable by its owner only and safe to delete; off disables the cache"),
    PROFILE_CACHE_MB(
            Kind.NUMBER,
            "2048",
            "Maximum size of the profile cache in megabytes; the least recently used profiles are deleted first"),
    DATA_ROOTS(Kind.TEXT, ".", "Folders that may contain data files named over HTTP, separated by commas"),
    DATA_SOURCES(
            Kind.TEXT,
            null,
            "Data besides files that may be named over HTTP, separated by commas: addresses of folders and names of"
                    + " catalogs or databases, such as s3a://bucket/sales,table:sales"),
    CONNECTIONS_FILE(
            Kind.TEXT,
            "conf/connections.yaml",
            "Connections to databases that may be named db:NAME#schema.table, also over HTTP"),
    JDBC_CONNECTIONS(
            Kind.NUMBER, "4", "Maximum number of connections through which the tables of a database are profiled"),
    UPLOAD_MB(Kind.NUMBER, "1024", "Maximum size of one file uploaded over HTTP, in megabytes"),
    MCP_WAIT_SECONDS(
            Kind.NUMBER,
            "30",
            "Seconds after which a call of an MCP tool is answered with a job to be waited for; less than the client"
                    + " waits"),
    SERVER_TOKEN(Kind.SECRET, null, "Bearer token that every HTTP request must send, if set"),
    SPARK_MASTER(Kind.MASTER, "local[*]", "Where Spark runs: local[*], local[2], spark://host:7077, yarn"),
    LOCAL_SCAN_MB(
            Kind.NUMBER,
            "1024",
            "Largest table of delimited text or a workbook, in megabytes, that is profiled without Spark if Spark is"
                    + " local"),
    QUERY_TIMEOUT(Kind.NUMBER, "120", "Time limit for one query in seconds"),
    QUERY_ROW_LIMIT(Kind.NUMBER, "1000", "Maximum number of rows that one query returns"),
    RELATIONSHIP_CONFIDENCE(
            Kind.NUMBER,
            "50",
            "Confidence in percent from which a relationship is relied on; the others are shown as possible, and no"
                    + " schema plan has them");

    public enum Kind {
        TEXT("some text"),
        URL("an address such as http://localhost:1234/v1"),
        SECRET("a key without blanks or line breaks"),
        FLAG("true or false"),
        NUMBER("a whole number from 1 to 2147483647"),
        LEVEL("0, 1, 2 or 3"),
        MASTER("local, local[2], local[*], spark://host:7077, yarn or k8s://…");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }
    }

    private static final int MAX_EDITS = 2; // environment variables with more edits than this belong to other programs
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9]\\d{0,9}");
    private static final Pattern MASTER =
            Pattern.compile("local|local\\[(\\*|[1-9]\\d{0,3})(\\s*,\\s*\\d+)?]|local-cluster\\[\\d+,\\d+,\\d+]"
                    + "|spark://[^\\s/:]+:\\d+(,[^\\s/:]+:\\d+)*|yarn|k8s://\\S+");

    private final Kind kind;
    private final @Nullable String defaultValue;
    private final String meaning;

    Setting(Kind kind, @Nullable String defaultValue, String meaning) {
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    public Kind kind() {
        return kind;
    }

    public boolean secret() {
        return kind == Kind.SECRET;
    }

    public @Nullable String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }

    /** Describes valid values for a message: {@code a whole number …}. */
    public String expected() {
        return kind.expected;
    }

    /** The command-line flag: {@code --local-llm-url}. */
    public String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The setting of a name as it is written in the environment.
     *
     * @throws MigratorException BAD_INPUT if there is none
     */
    public static Setting of(String name) {
        return named(name)
                .orElseThrow(() -> MigratorException.badInput(
                        "There is no setting " + name + "; did you mean " + nearest(name) + "?"));
    }

    static Optional<Setting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    /** Returns the setting whose name is nearest by edit distance; the same words in another order are nearest. */
    static Setting nearest(String name) {
        String folded = fold(name);
        return Arrays.stream(values())
                .min(Comparator.comparingInt((Setting setting) ->
                        words(folded).equals(words(setting.name())) ? 0 : NearestName.edits(folded, setting.name())))
                .orElseThrow();
    }

    /** Returns one warning for each environment variable that is probably a mistyped setting. */
    public static List<String> typoWarnings(Collection<String> names) {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (named(name).isEmpty()) {
                Setting nearest = nearest(name);
                String folded = fold(name);
                if (words(folded).equals(words(nearest.name()))
                        || NearestName.edits(folded, nearest.name()) <= MAX_EDITS) {
                    warnings.add("The environment variable " + name + " is not a setting and is ignored. Did you mean "
                            + nearest + "?");
                }
            }
        }
        return warnings;
    }

    /** Returns the name in upper case with underscores and without the prefix {@code BDM_}. */
    private static String fold(String name) {
        String folded = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return folded.startsWith("BDM_") ? folded.substring("BDM_".length()) : folded;
    }

    private static Set<String> words(String name) {
        return new TreeSet<>(Arrays.asList(name.split("_")));
    }

    /**
     * Returns the value in its normal form, or throws BAD_INPUT with the place where it was set; secrets are not shown.
     */
    public String checked(String value, String place) {
        boolean valid = switch (kind) {
            case TEXT -> value.chars().noneMatch(Character::isISOControl);
            case URL -> isUrl(value);
            case SECRET -> value.chars().allMatch(c -> c > ' ' && c < 127);
            case FLAG -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case NUMBER -> WHOLE_NUMBER.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE;
            case LEVEL -> value.matches("[0-3]");
            case MASTER -> MASTER.matcher(value).matches();
        };
        if (!valid) {
            String shown = secret() ? "a value that is not shown" : "'" + value + "'";
            throw MigratorException.badInput(
                    place + " is " + shown + "; expected " + expected() + ". " + meaning + ".");
        }
        return kind == Kind.FLAG ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** Accepts any path, since some servers do not use /v1; {@code doctor} checks whether the address answers. */
    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            String scheme = uri.getScheme();
            return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= 65535
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
