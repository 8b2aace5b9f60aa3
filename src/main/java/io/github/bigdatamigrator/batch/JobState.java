package io.github.bigdatamigrator.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records the completed steps of a job in the result folder after each step, so that the next run continues there. An
 * unreadable or older state counts as empty. Not thread-safe.
 */
final class JobState {
    static final String FILE = "job-state.json";
    /** Marks a complete job; written last. */
    static final String DONE = "_SUCCESS";

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String fingerprint;
    /** The id of the conversation, or empty. */
    String conversation = "";

    private final List<Turn> turns = new ArrayList<>();
    final Map<SchemaTarget, SchemaPlan> plans = new EnumMap<>(SchemaTarget.class);

    /** The formats in which data tests are written. */
    final Set<CheckFormat> checks = EnumSet.noneOf(CheckFormat.class);

    /** The target of the migration that has begun, or empty. */
    String migrating = "";

    /** Whether that migration has ended and is proven. */
    boolean migrated;

    @Nullable
    Guidance guidance;

    /** Creates a state without completed steps. */
    JobState(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** The completed steps for data with this fingerprint; empty if the stored state is missing or for other data. */
    static JobState read(ResultFolder folder, String fingerprint) {
        String text = folder.read(FILE);
        if (text == null) {
            return new JobState(fingerprint);
        }
        try {
            JsonNode node = Json.parse(text);
            boolean current = node.path("version").asInt() == VERSION
                    && node.path("data").asText().equals(fingerprint);
            return current ? read(node, fingerprint) : new JobState(fingerprint);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return new JobState(fingerprint);
        }
    }

    private static JobState read(JsonNode node, String fingerprint) throws JsonProcessingException {
        JobState state = new JobState(fingerprint);
        state.conversation = node.path("conversation").asText();
        for (JsonNode turn : node.path("answers")) {
            state.turns.add(new Turn(
                    state.turns.size() + 1,
                    turn.path("question").asText(),
                    AnswerJson.read(turn.path("message")),
                    turn.path("asked_at").asText(),
                    false));
        }
        if (node.has("guidance")) {
            state.guidance = MAPPER.treeToValue(node.get("guidance"), Guidance.class);
        }
        for (JsonNode plan : node.path("schemas")) {
            SchemaPlan read = MAPPER.treeToValue(plan, SchemaPlan.class);
            state.plans.put(read.target(), read);
        }
        for (JsonNode format : node.path("checks")) {
            state.checks.add(CheckFormat.valueOf(format.asText()));
        }
        state.migrating = node.path("migrating").asText();
        state.migrated = node.path("migrated").asBoolean();
        return state;
    }

    void write(ResultFolder folder) {
        ObjectNode node = Json.object();
        node.put("version", VERSION);
        node.put("data", fingerprint);
        node.put("conversation", conversation);
        ArrayNode answers = node.putArray("answers");
        for (Turn turn : turns) {
            answers.addObject()
                    .put("question", turn.question())
                    .put("asked_at", turn.askedAt())
                    .set("message", AnswerJson.write(turn.answer()));
        }
        if (guidance != null) {
            node.set("guidance", MAPPER.valueToTree(guidance));
        }
        ArrayNode schemas = node.putArray("schemas");
        plans.values().forEach(plan -> schemas.add(MAPPER.<JsonNode>valueToTree(plan)));
        ArrayNode formats = node.putArray("checks");
        checks.forEach(format -> formats.add(format.name()));
        node.put("migrating", migrating).put("migrated", migrated);
        folder.write(FILE, Json.pretty(node));
    }

    /** A copy without results, used when the data changed while they were read. */
    JobState withoutResults() {
        JobState state = new JobState("");
        state.conversation = conversation;
        return state;
    }

    /** A copy in which every step is to be done again but a migration, which would find its own tables. */
    JobState again() {
        JobState state = new JobState(fingerprint);
        state.migrating = migrating;
        state.migrated = migrated;
        return state;
    }

    /** Whether the data has been loaded into the target, if there is one. */
    boolean migrated(String target) {
        return target.isEmpty() || (migrated && migrating.equals(target));
    }

    /** The answer to the question at this index, or null if it is not answered; equal questions match in order. */
    @Nullable
    Turn answered(List<String> questions, int index) {
        String question = questions.get(index);
        long earlier =
                questions.subList(0, index).stream().filter(question::equals).count();
        return turns.stream()
                .filter(turn -> turn.question().equals(question))
                .skip(earlier)
                .findFirst()
                .orElse(null);
    }

    void add(String question, Answer answer, String askedAt) {
        turns.add(new Turn(turns.size() + 1, question, answer, askedAt, false));
    }
}
