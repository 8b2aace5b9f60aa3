package io.github.bigdatamigrator.context;

/** What values can mean beyond their type. */
public enum SemanticKind {
    EMAIL(true),
    PHONE(true),
    IBAN(true),
    CREDIT_CARD(true),
    IP_ADDRESS(true),
    URL(false),
    UUID(false),
    ISBN(false),
    COUNTRY_CODE(false),
    CURRENCY_CODE(false),
    LATITUDE(false),
    LONGITUDE(false),
    POSTAL_CODE(false),
    JSON(false);

    private final boolean personal;

    SemanticKind(boolean personal) {
        this.personal = personal;
    }

    /** Whether such a value alone points to a person or a household. */
    public boolean personal() {
        return personal;
    }
}
