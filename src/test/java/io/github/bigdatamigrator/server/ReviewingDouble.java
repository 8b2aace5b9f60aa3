package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.fixture.ConversationDouble;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.knowledge.ReviewedAnswers;
import java.util.List;

/** A test double of a conversation whose answers can be reviewed. */
abstract class ReviewingDouble extends ConversationDouble {
    abstract ReviewedAnswers reviews();

    @Override
    public ReviewedAnswer review(int turn, Review review) {
        return stored(conversation().turns().get(turn - 1).question(), "SELECT 1", review, turn);
    }

    @Override
    public ReviewedAnswer review(String question, String sql, Review review) {
        return stored(question, sql, review, 0);
    }

    private ReviewedAnswer stored(String question, String sql, Review review, int turn) {
        String of = conversation().summary().id();
        return reviews()
                .add(
                        ReviewedAnswer.of(
                                question, List.of(), review, List.of(sql), List.of(), "2026-11-30", of, turn, "f"),
                        context().orElseThrow());
    }

    @Override
    public List<ReviewedAnswer> similarAnswers(String question) {
        return reviews().similar(question, context().orElseThrow(), (table, column, text, limit) -> List.of());
    }

    @Override
    public boolean withdrawReview(int turn) {
        ReviewedAnswer review = reviews().of(conversation().summary().id()).get(turn);
        return review != null && reviews().remove(review.name());
    }
}
