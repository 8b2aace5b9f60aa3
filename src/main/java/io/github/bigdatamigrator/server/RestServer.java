package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.server.access.DataAccess;
import io.github.bigdatamigrator.server.access.DataPaths;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.source.jdbc.Connections;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the REST API, the web page and MCP over HTTP until it is closed; the caller owns the system. */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private final Javalin javalin;
    private final ProfilingJobs jobs;
    private final AnswerRuns runs;
    private final MigrationRoutes migrations;
    private final McpHttp mcp;
    private final SlowBodyGuard bodies;
    private final String url;

    private RestServer(
            Javalin javalin,
            ProfilingJobs jobs,
            AnswerRuns runs,
            MigrationRoutes migrations,
            McpHttp mcp,
            SlowBodyGuard bodies,
            String host) {
        this.migrations = migrations;
        this.javalin = javalin;
        this.mcp = mcp;
        this.bodies = bodies;
        this.runs = runs;
        this.jobs = jobs;
        this.url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port();
    }

    /**
     * Starts the server.
     *
     * @param host an address of this machine; one that others can reach needs SERVER_TOKEN
     * @param port 1 to 65535, or 0 for any that is free
     * @throws MigratorException BAD_INPUT when the address cannot be used
     */
    public static RestServer start(LLMConversationSystem system, Settings settings, String host, int port) {
        return start(system, settings, host, port, Path.of(""), SlowBodyGuard.MinimumRate.USUAL);
    }

    static RestServer start(
            LLMConversationSystem system,
            Settings settings,
            String host,
            int port,
            Path base,
            SlowBodyGuard.MinimumRate rate) {
        AccessRules access = new AccessRules(host, settings.value(Setting.SERVER_TOKEN));
        Metrics metrics = new Metrics();
        Uploads uploads = new Uploads(
                Path.of(settings.text(Setting.CONVERSATION_DIR)),
                (long) settings.number(Setting.UPLOAD_MB) << 20,
                () -> dataFiles(system));
        uploads.deleteUnused();
        DataAccess data = new DataAccess(
                new DataPaths(base, settings.list(Setting.DATA_ROOTS), uploads.folder()),
                settings.list(Setting.DATA_SOURCES),
                new Connections(Path.of(settings.text(Setting.CONNECTIONS_FILE))));
        ProfilingJobs jobs = new ProfilingJobs(system);
        AnswerRuns runs = new AnswerRuns(system, jobs, metrics);
        HealthCheck health = new HealthCheck(system, settings, data);
        McpJobs calls = new McpJobs(jobs, settings.number(Setting.MCP_WAIT_SECONDS));
        McpTools tools = new McpTools(system, jobs, calls, settings.level(Setting.LOCAL_PRIVACY_LEVEL), null);
        McpHttp mcp = new McpHttp(tools, runs);
        SlowBodyGuard bodies = new SlowBodyGuard(rate);
        MigrationRoutes migrations = new MigrationRoutes(system, jobs, runs, data);
        Routes routes = new Routes(
                system,
                jobs,
                runs,
                migrations,
                data,
                uploads,
                health,
                mcp,
                metrics,
                new ETags(system),
                new IdempotencyKeys<>());
        try {
            Javalin javalin = Javalin.create(config -> {
                ConnectionLimits.apply(config, settings.number(Setting.UPLOAD_MB));
                config.appData(SlowBodyGuard.KEY, bodies);
                configure(config, new RequestFilter(access, metrics), routes);
                config.requestLogger.http(
                        (request, millis) -> metrics.served(request.method().name(), request.statusCode(), millis));
            });
            return new RestServer(javalin.start(host, port), jobs, runs, migrations, mcp, bodies, host);
        } catch (JavalinBindException e) {
            migrations.close();
            runs.close();
            mcp.close();
            jobs.close();
            bodies.close();
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "Cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "). Name another port with --port.",
                    e);
        }
    }

    /** The data files of all conversations; empty if one conversation cannot be read. */
    private static Optional<List<String>> dataFiles(LLMConversationSystem system) {
        List<ConversationSummary> all = system.conversations();
        return all.stream().anyMatch(summary -> summary.createdAt().isEmpty())
                ? Optional.empty()
                : Optional.of(all.stream()
                        .flatMap(summary -> summary.dataFiles().stream())
                        .toList());
    }

    private static void configure(JavalinConfig config, RequestFilter requestFilter, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyServletContextHandler(context -> {
            FilterHolder filter = new FilterHolder(requestFilter);
            filter.setAsyncSupported(true);
            context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        routes.register(config.routes);
        config.routes.exception(HttpResponseException.class, RestServer::refuse);
        config.routes.exception(Exception.class, RestServer::refuse);
    }

    private static void refuse(Exception failure, Context request) {
        HttpProblem problem =
                failure instanceof HttpResponseException known ? unserved(known, request) : HttpProblem.of(failure);
        if (problem.status() == 503 || problem.status() == 429) {
            request.header("Retry-After", "1");
        }
        if (problem.status() == 500) {
            LOG.error("{} {} failed", request.method(), request.path(), failure);
        }
        send(request, problem);
    }

    /** Maps errors that Javalin itself raises, mostly unknown paths and methods. */
    private static HttpProblem unserved(HttpResponseException refusal, Context request) {
        return switch (refusal.getStatus()) {
            case 404 ->
                new HttpProblem(404, "no_route", "There is nothing at " + request.path() + ". See /openapi.json.");
            case 405 ->
                new HttpProblem(
                        405,
                        "no_method",
                        request.path() + " does not take " + request.method() + ". See /openapi.json.");
            default -> new HttpProblem(refusal.getStatus(), "http_error", String.valueOf(refusal.getMessage()));
        };
    }

    private static void send(Context request, HttpProblem problem) {
        request.status(problem.status()).json(problem.body()).contentType(HttpProblem.CONTENT_TYPE);
    }

    /** The address of the server, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        migrations.close();
        runs.close();
        mcp.close();
        javalin.stop();
        jobs.close();
        bodies.close();
    }
}
