package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Returns prepared results for known statements; other statements fail as in Spark. */
public final class FakeQueryEngine implements QueryEngine {
    final List<String> ran = new ArrayList<>();
    private final Map<String, Object> known = new HashMap<>();

    public FakeQueryEngine gives(String sql, List<String> columns, List<List<@Nullable Object>> rows) {
        known.put(sql, Shop.rows(sql, columns, rows));
        return this;
    }

    public FakeQueryEngine fails(String sql, ErrorCode code, String message) {
        known.put(sql, new MigratorException(code, message));
        return this;
    }

    @Override
    public QueryResult run(String sql) {
        ran.add(sql);
        Object result = known.get(sql);
        if (result instanceof MigratorException failure) {
            throw failure;
        }
        if (result == null) {
            throw new MigratorException(ErrorCode.QUERY_FAILED, "TABLE_OR_VIEW_NOT_FOUND: cannot run " + sql);
        }
        return (QueryResult) result;
    }

    @Override
    public void check(String sql) {
        run(sql);
    }

    @Override
    public void cancel() {}
}
