package io.github.bigdatamigrator.settings;

import java.util.Locale;
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
    LOCAL_LLM_MODEL(Kind.TEXT, "CodeLlama-34B-Instruct", "Name of the model at LOCAL_LLM_URL"),
    LOCAL_LLM_API_KEY(Kind.SECRET, null, "Bearer token for LOCAL_LLM_URL, if the server requires one"),
    LOCAL_LLM_TRUSTED(
            Kind.FLAG,
            "false",
            "Whether a LOCAL_LLM_URL on another machine may receive the same data as a local model"),
    LOCAL_LLM_WINDOW(
            Kind.NUMBER,
            "4096",
            "Context window in tokens, prompt and reply together, if the server does not report it"),
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
    PROFILE_CACHE_DIR(
            Kind.TEXT,
            "~/.cache/big-data-migrator",
            "Local folder for cached profiles, readable by its owner only and safe to delete; off disables the cache"),
    PROFILE_CACHE_MB(
            Kind.NUMBER,
            "2048",
            "Maximum size of the profile cache in megabytes; the least recently used profiles are deleted first"),
    DATA_ROOTS(Kind.TEXT, ".", "Folders that may contain data files named over HTTP, separated by commas"),
    UPLOAD_MB(Kind.NUMBER, "1024", "Maximum size of one file uploaded over HTTP, in megabytes"),
    SERVER_TOKEN(Kind.SECRET, null, "Bearer token that every HTTP request must send, if set"),
    SPARK_MASTER(Kind.MASTER, "local[*]", "Where Spark runs: local[*], local[2], spark://host:7077, yarn"),
    QUERY_TIMEOUT(Kind.NUMBER, "120", "Time limit for one query in seconds"),
    QUERY_ROW_LIMIT(Kind.NUMBER, "1000", "Maximum number of rows that one query returns");

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
}
