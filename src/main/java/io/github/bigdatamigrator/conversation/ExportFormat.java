package io.github.bigdatamigrator.conversation;

/** What an exported conversation looks like. */
public enum ExportFormat {
    /** For people: questions, answers, SQL and rows. */
    MARKDOWN,
    /** For programs: everything but the events' own form, the profile included. */
    JSON,
    /** A Jupyter notebook whose cells run the queries again through the driver API. */
    NOTEBOOK
}
