package io.github.bigdatamigrator.llm;

/**
 * Holds a model's request to run a tool.
 *
 * @param id identifies the call, so that the result can refer to it; any text
 * @param name the tool that the model names; it may not have been offered
 * @param arguments a JSON object, {@code {}} if the model gave none; unchecked. Text that is not a JSON object is kept
 *     unchanged
 */
public record ToolCall(String id, String name, String arguments) {}
