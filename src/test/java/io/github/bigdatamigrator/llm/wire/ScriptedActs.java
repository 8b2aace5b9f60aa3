package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.ScriptedConnection.quoted;

import io.github.bigdatamigrator.llm.ScriptedLMStudio;

/** Creates acts of a scripted server that several tests share. */
final class ScriptedActs {
    private ScriptedActs() {}

    static ScriptedLMStudio.Act body(int status, String body, String... headers) {
        return (to, request) -> to.body(status, "application/json", body, headers);
    }

    static ScriptedLMStudio.Act string(int status, String error) {
        return body(status, "{\"error\":" + quoted(error) + "}");
    }

    static ScriptedLMStudio.Act events(String... data) {
        return (to, request) -> {
            to.stream();
            for (String line : data) {
                to.event(line);
            }
            to.end();
        };
    }
}
