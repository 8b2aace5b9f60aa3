package io.github.bigdatamigrator.llm;

class ScriptedModelTest extends LanguageModelContract {
    @Override
    LanguageModel answering(String text) {
        return new ScriptedModel().reply(text);
    }

    @Override
    LanguageModel away() {
        return new ScriptedModel().away();
    }
}
