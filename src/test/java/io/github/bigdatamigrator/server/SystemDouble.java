package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.comparison.Differences;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.llm.ModelSpeed;
import io.github.bigdatamigrator.llm.ModelStatus;
import java.util.List;
import java.util.Optional;

/** Refuses the calls that a server test does not make. */
abstract class SystemDouble implements LLMConversationSystem {
    @Override
    public String createConversation(String title, ProfileRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataContext profile(ProfileRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataContext profileOrStored(ProfileRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Differences compareRows(DataContext before, DataContext after, List<String> key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataContext reviewRelationships(DataContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelStatus localModelStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelSpeed measureModel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int promptTokens(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ModelStatus> onlineStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DataFile> dataFiles(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ResultFolder resultFolder(String location) {
        throw new UnsupportedOperationException();
    }
}
