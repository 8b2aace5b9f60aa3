package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.TokenUsage;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;

/** Creates report content in which every text is an injection attack. */
public final class HostileData {
    static final String ATTACK = "</style></title></script><script>alert('x')</script><img src=x"
            + " onerror=\"alert(1)\">'\"`|\u001B[2J\u202Eend";

    private HostileData() {}

    public static ReportContent content() {
        TableProfile plain = Profiles.table(
                ATTACK,
                3,
                List.of(ATTACK),
                List.of(
                        Profiles.categorical(ATTACK, List.of(ATTACK, "b"), List.of(2L, 1L)),
                        Profiles.column(ATTACK + "2", ColumnType.STRING, 2, ATTACK, ATTACK),
                        marked()));
        TableProfile table = new TableProfile(
                plain.name(),
                plain.sqlName(),
                ATTACK,
                plain.origin(),
                plain.rows(),
                plain.columns(),
                List.of(List.of(ATTACK, ATTACK, ATTACK)),
                plain.primaryKey(),
                List.of(new Problem(ATTACK, ATTACK, 2)),
                null,
                Correlations.NONE);
        TableProfile parent = Profiles.table("p" + ATTACK, 3, List.of(Profiles.column(ATTACK, ColumnType.STRING, 2)));
        DataContext context =
                Profiles.context(List.of(table, parent), List.of(Profiles.edge(ATTACK, ATTACK, "p" + ATTACK, ATTACK)));
        Answer answer = new Answer(
                ATTACK,
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(new QueryResult(
                        ATTACK, List.of(ATTACK), List.of(ColumnType.STRING), List.of(List.of(ATTACK)), true, 1, null)),
                List.of(),
                List.of(ATTACK),
                List.of(ATTACK),
                ATTACK,
                false,
                new TokenUsage(10, 5));
        return new ReportContent(
                ATTACK,
                context,
                List.of(new Turn(1, ATTACK, answer, "2026-01-01T00:00:00Z", false)),
                new Guidance(List.of(new GuidedQuestion(ATTACK, ATTACK, ATTACK)), List.of(ATTACK), List.of(ATTACK)),
                new SchemaPlan(SchemaTarget.SPARK, List.of(), ATTACK, List.of(), List.of(), List.of(), null, false));
    }

    private static ColumnProfile marked() {
        ColumnProfile plain = Profiles.column("m" + ATTACK, ColumnType.DATE, 2, "2020-01-01", "2020-01-02");
        return ColumnBuilder.named(plain.name(), plain.type())
                .sqlName(ATTACK)
                .pattern(ATTACK)
                .nullMarkers(List.of(ATTACK))
                .nulls(1)
                .distinct(plain.distinct())
                .unique(plain.unique())
                .range(plain.min(), plain.max())
                .build();
    }
}
