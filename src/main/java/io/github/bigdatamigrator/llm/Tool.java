package io.github.bigdatamigrator.llm;

/**
 * Describes a tool that a model may call. The caller of the model runs it and sends back the result.
 *
 * @param name letters, digits, {@code _} and {@code -}, 64 at most
 * @param parametersSchema a JSON Schema of the arguments, whose root is an object
 */
public record Tool(String name, String description, String parametersSchema) {
    /** @throws IllegalArgumentException if servers would refuse the name, or the schema is not a JSON object */
    public Tool {
        ReplySchema.checkName(name);
        ReplySchema.checkObject(name, parametersSchema);
    }
}
