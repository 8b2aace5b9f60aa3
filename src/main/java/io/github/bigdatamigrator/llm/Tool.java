package io.github.bigdatamigrator.llm;

/**
 * A tool that a model may call: it names the tool and its arguments, and whoever asked runs it and sends back what came
 * of it.
 *
 * @param name of letters, digits, {@code _} and {@code -}, 64 at most
 * @param description when to call it and what it gives, for the model
 * @param parametersSchema a JSON Schema of the arguments, whose root is an object
 */
public record Tool(String name, String description, String parametersSchema) {
    /** @throws IllegalArgumentException for a name that servers refuse, or a schema that is no JSON object */
    public Tool {
        ReplySchema.checkName(name);
        ReplySchema.checkObject(name, parametersSchema);
    }
}
