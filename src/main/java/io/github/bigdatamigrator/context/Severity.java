package io.github.bigdatamigrator.context;

/** How much a problem matters, the worst first. */
public enum Severity {
    /** Cells or rows are not what the file says, or figures cover only a part. */
    HIGH,
    /** Answers may be wrong for it. */
    MEDIUM,
    /** Good to know. */
    LOW
}
