package io.github.bigdatamigrator.llm;

/**
 * A model's wish to have a tool run.
 *
 * @param id by which the result is given back; any text
 * @param name of the tool by the model's word, which may be none of those offered
 * @param arguments a JSON object, {@code {}} where the model gave none. Its fields are the model's word and need
 *     checking; where the model's text was no JSON object at all it stands here as it came
 */
public record ToolCall(String id, String name, String arguments) {}
