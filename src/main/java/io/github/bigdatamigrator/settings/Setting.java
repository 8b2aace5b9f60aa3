package io.github.bigdatamigrator.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, declared once: the name serves the environment, {@code conf/bdm.env} and, in lower case with dashes,
 * the flag.
 */
public enum Setting {
    LOCAL_LLM_URL(
            Kind.URL,
            "http://localhost:1234/v1",
            "Address of LM Studio or another OpenAI-compatible server, with its /v1"),
    LOCAL_LLM_MODEL(Kind.TEXT, "CodeLlama-34B-Instruct", "Model to ask for at LOCAL_LLM_URL"),
    LOCAL_LLM_API_KEY(Kind.SECRET, null, "Bearer token for LOCAL_LLM_URL, where the server wants one"),
    LOCAL_LLM_TRUSTED(Kind.FLAG, "false", "Whether a LOCAL_LLM_URL on another machine may see what a local model may"),
    LOCAL_LLM_WINDOW(
            Kind.NUMBER, "4096", "Tokens that prompt and reply may have together, where the server does not tell"),
    LOCAL_PRIVACY_LEVEL(
            Kind.LEVEL,
            "3",
            "Most that the local model may see: 0 names and types, 1 aggregates, 2 example values, 3 rows"),
    LLM_TIMEOUT(Kind.NUMBER, "300", "Seconds that a model may take for one reply, prompt processing included"),
    LLM_REPLY_TOKENS(Kind.NUMBER, "700", "Tokens that one reply of a model may have"),
    ENABLE_ONLINE_FALLBACK(
            Kind.FLAG, "false", "Whether an online model may help; needs OPENAI_API_KEY too. Data leaves the machine"),
    OPENAI_API_KEY(Kind.SECRET, null, "Key for OPENAI_BASE_URL"),
    ONLINE_LLM_MODEL(Kind.TEXT, "gpt-4o", "Online model to ask for"),
    OPENAI_BASE_URL(Kind.URL, "https://api.openai.com/v1", "Address of the online model, with its /v1"),
    ONLINE_PRIVACY_LEVEL(Kind.LEVEL, "1", "Most that an online model may see, 0 to 3 as in LOCAL_PRIVACY_LEVEL"),
    CONVERSATION_DIR(Kind.TEXT, "conversations", "Local folder that conversations are kept in"),
    PROFILE_CACHE_DIR(
            Kind.TEXT,
            "~/.cache/big-data-migrator",
            "Local folder that profiles are cached in, for your eyes only and safe to delete; off for none"),
    PROFILE_CACHE_MB(
            Kind.NUMBER, "2048", "Megabytes that cached profiles may take; those not used for longest go first"),
    DATA_ROOTS(Kind.TEXT, ".", "Folders that data files named over HTTP must lie in, parted by commas"),
    UPLOAD_MB(Kind.NUMBER, "1024", "Megabytes that one file uploaded over HTTP may have"),
    SERVER_TOKEN(Kind.SECRET, null, "Bearer token that every HTTP request needs, where set"),
    SPARK_MASTER(Kind.MASTER, "local[*]", "Where Spark runs: local[*], local[2], spark://host:7077, yarn"),
    QUERY_TIMEOUT(Kind.NUMBER, "120", "Seconds that one query may run"),
    QUERY_ROW_LIMIT(Kind.NUMBER, "1000", "Rows that one query may return");

    /** What a value must look like. */
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

        String expected() {
            return expected;
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

    /** What a value must look like. */
    public Kind kind() {
        return kind;
    }

    /** Whether the value must not be shown. */
    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /** The value that holds when nothing is said, or null where there is none. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** What the setting does, with its unit. */
    public String meaning() {
        return meaning;
    }

    /** What values look like, for a reader: {@code a whole number …}. */
    public String expected() {
        return kind.expected();
    }

    /** The flag of the same words: {@code --local-llm-url}. */
    public String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
