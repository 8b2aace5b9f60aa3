package io.github.bigdatamigrator.context;

/** Lists meanings of values such as e-mail, IBAN or country code. */
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

    /** Whether such a value alone identifies a person or a household. */
    public boolean personal() {
        return personal;
    }
}
