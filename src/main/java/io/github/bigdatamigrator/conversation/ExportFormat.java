package io.github.bigdatamigrator.conversation;

/** Lists the formats of exported conversations. */
public enum ExportFormat {
    /** For readers: questions, answers, SQL and rows. */
    MARKDOWN,
    /** For programs: the messages of the REST API, the state and the profile. */
    JSON,
    /** A Jupyter notebook whose cells run the queries again through the driver API. */
    NOTEBOOK
}
