package io.github.bigdatamigrator.llm.wire;

/** Distinguishes local from online servers, with the words that messages use for them. */
enum ModelProvider {
    LOCAL("LM Studio", "LOCAL_LLM_URL", "LOCAL_LLM_API_KEY", "Start it with `lms server start`, or set LOCAL_LLM_URL."),
    ONLINE("the online model", "OPENAI_BASE_URL", "OPENAI_API_KEY", "Check the network, or set OPENAI_BASE_URL.");

    final String server;
    final String urlSetting;
    final String keySetting;
    final String reachRemedy;

    ModelProvider(String server, String urlSetting, String keySetting, String reachRemedy) {
        this.server = server;
        this.urlSetting = urlSetting;
        this.keySetting = keySetting;
        this.reachRemedy = reachRemedy;
    }

    /** The server's name at the start of a sentence. */
    String sentenceStart() {
        return Character.toUpperCase(server.charAt(0)) + server.substring(1);
    }
}
