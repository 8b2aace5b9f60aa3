package io.github.bigdatamigrator.conversation;

/** Lists the formats of exported conversations. */
public enum ExportFormat {
    /** For readers: questions, answers, SQL and rows. */
    MARKDOWN(".md", "text/markdown; charset=utf-8"),
    /** For programs: the messages of the REST API, the state and the profile. */
    JSON(".json", "application/json"),
    /** A Jupyter notebook whose cells run the queries again through the driver API. */
    NOTEBOOK(".ipynb", "application/x-ipynb+json");

    private final String extension;
    private final String mediaType;

    ExportFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The end of a file's name, with its dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }
}
