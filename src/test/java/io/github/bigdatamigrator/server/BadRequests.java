package io.github.bigdatamigrator.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Lists malformed and malicious requests as bytes, as strangers, broken programs or foreign pages may send them. */
final class BadRequests extends RawRequests {
    private static final List<String> POSTS =
            List.of("/llm/conversations", ONE + "/messages", ONE + "/optimize-schema", ONE + "/state");

    private BadRequests(String host) {
        super(host);
    }

    /** Requests for a server without a token. */
    static List<Bad> of(String host) {
        BadRequests requests = new BadRequests(host);
        requests.brokenJson();
        requests.wrongTypes();
        requests.wrongPaths();
        requests.wrongRoutes();
        requests.wrongHeads();
        requests.wrongHttp();
        requests.all.addAll(BadTransfers.of(host));
        return requests.all;
    }

    /** Requests with a missing or wrong token. */
    static List<Bad> withoutToken(String host) {
        BadRequests requests = new BadRequests(host);
        for (String given : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer LETMEIN",
                "Bearer letmein letmein",
                "letmein",
                "Basic",
                "Basic !!!",
                "Basic d3Jvbmc6d3Jvbmc=",
                "Digest letmein",
                "Bearer \u00e9",
                "Bearer letmei",
                "Bearer letmeinn",
                "Token letmein")) {
            for (String target : List.of("/", "/llm/conversations", "/page/app.js", "/mcp", "/metrics")) {
                requests.add(
                        "token '" + given + "' at " + target,
                        "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n"
                                + (given.isEmpty() ? "" : "Authorization: " + given + "\r\n")
                                + "Connection: close\r\n\r\n");
            }
        }
        return requests.all;
    }

    private void brokenJson() {
        List<String> bodies = List.of(
                "{",
                "}",
                "[",
                "[]",
                "null",
                "true",
                "1",
                "\"text\"",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{'message': 'x'}",
                "{\"message\": \"x\",}",
                "{\"message\": \"x\"} {}",
                "{\"message\": \"x\"}x",
                "{message: 1}",
                "\u0000",
                "{\"message\": \"x\", \"message\": \"y\"}",
                "{\"unknown\": 1}",
                "{\"message\": NaN}",
                "// {}",
                "<xml/>",
                "{\"message\": \"\\x\"}",
                "{\"message\": \"\\ud83d",
                "\ufeff\ufeff{}",
                "title=a&data_files=b",
                "{\"\": \"\"}",
                "{\"__proto__\": {}}",
                "{\"message\": 1e999999999}",
                "{\"data_files\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"message\": " + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}",
                "{\"message\": " + "9".repeat(5_000) + "}");
        for (String body : bodies) {
            for (String target : POSTS) {
                post("body " + shown(body) + " to " + target, target, body);
            }
        }
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe},
                new byte[] {'{', '"', (byte) 0xc3, '"', '}'},
                new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                "{\"message\": \"x\"}".getBytes(StandardCharsets.UTF_16))) {
            for (String target : POSTS) {
                all.add(new Bad(
                        "bytes that are not UTF-8 to " + target, joined(head(target, bytes.length, ""), bytes), false));
            }
        }
    }

    private void wrongTypes() {
        for (String value : List.of(
                "null",
                "1",
                "true",
                "{}",
                "[]",
                "\"\"",
                "\" \"",
                "[\"\"]",
                "[null]",
                "[[\"sales.csv\"]]",
                "[{}]",
                "[1]",
                "\"sales.csv\"")) {
            post("data_files " + value, "/llm/conversations", "{\"data_files\": " + value + "}");
        }
        for (String value : List.of("1", "true", "{}", "[]", "\"\"", "\"\\n\"", "\"" + "t".repeat(400) + "\"")) {
            post(
                    "title " + shown(value),
                    "/llm/conversations",
                    "{\"data_files\": [\"sales.csv\"], \"title\": " + value + "}");
        }
        for (String value :
                List.of("null", "1", "true", "{}", "[]", "\"\"", "\"\\t\"", "\"" + "m".repeat(30_000) + "\"")) {
            post("message " + shown(value), ONE + "/messages", "{\"message\": " + value + "}");
        }
        for (String value : List.of("1", "\"oracle\"", "\"POSTGRESQL\"", "[]", "\"\"")) {
            post("target " + value, ONE + "/optimize-schema", "{\"target\": " + value + "}");
        }
        for (String body : List.of(
                "{\"kind\": \"filter\"}",
                "{\"text\": \"x\"}",
                "{\"kind\": \"view\", \"text\": \"x\"}",
                "{\"kind\": \"filter\", \"text\": 1}",
                "{\"kind\": \"filter\", \"text\": \"\"}",
                "{\"remove\": 99}",
                "{\"remove\": \"1\"}",
                "{\"remove\": 1, \"clear\": \"all\"}",
                "{\"clear\": 1}",
                "{\"kind\": \"filter\", \"text\": \"x\", \"sql\": 1}",
                "{\"kind\": \"filter\", \"text\": \"x\", \"sql\": \"DROP TABLE a\"}",
                "{\"kind\": \"filter\", \"text\": \"" + "x".repeat(400) + "\"}")) {
            post("state " + shown(body), ONE + "/state", body);
        }
        for (String query : List.of(
                "limit=0",
                "limit=-1",
                "limit=x",
                "limit=1e3",
                "limit=99999",
                "offset=-1",
                "offset=x",
                "limit=",
                "limit=99999999999999999999")) {
            get("page " + query, "/llm/conversations?" + query);
        }
        for (String format : List.of("pdf", "../../etc/passwd", "%00", "markdown%0a")) {
            get("export as " + format, ONE + "/export?format=" + format);
        }
    }

    private void wrongPaths() {
        for (String path : List.of(
                "/etc/passwd",
                "/etc/passw?",
                "/etc/*",
                "../../../../etc/passwd",
                "sub/../../../etc/passwd",
                "./../x.csv",
                "..",
                "/",
                "//etc//passwd",
                "file:///etc/passwd",
                "file:/etc/passwd",
                "FILE:///etc/passwd",
                "file://localhost/etc/passwd",
                "hdfs://h/x",
                "s3a://b/k",
                "http://h/x",
                "jar:file:///x.jar!/y",
                "C:\\Windows\\win.ini",
                "..\\\\..\\\\x",
                "link.csv",
                "linked/passwd",
                "linked",
                "l?nk.csv",
                "{link,x}.csv",
                "a\\u0000b.csv",
                "a\\u0000*/x.csv",
                "*/../../*",
                "[",
                "[a",
                "{a",
                "{a,{b,c}}",
                "~/x.csv",
                "$HOME/x.csv",
                "%2e%2e/x.csv",
                "\\ud800.csv",
                "\\n",
                "sales.csv#../../x",
                "x".repeat(3_000),
                "a/".repeat(1_500),
                "x".repeat(5_000),
                "missing.csv",
                "/proc/self/environ",
                "/dev/zero",
                "sub/deep",
                "**/*",
                "*",
                ".")) {
            boolean fine = path.equals("sub/deep");
            String body = "{\"data_files\": [\"" + path + "\"]}";
            all.add(new Bad("file " + shown(path), request("POST", "/llm/conversations", "", body), fine));
        }
        post("too many files", "/llm/conversations", "{\"data_files\": [" + "\"a\",".repeat(1_500) + "\"a\"]}");
    }

    private void wrongRoutes() {
        for (String target : List.of(
                "/nowhere",
                "/llm",
                "/llm/",
                "/llm/conversations/",
                "/LLM/health",
                "/llm/conversations/none",
                "/llm/conversations/..",
                "/llm/conversations/../../etc/passwd",
                "/llm/conversations/%2e%2e%2f%2e%2e",
                "/llm/conversations/%00",
                "/llm/conversations/%ff",
                "/llm/conversations/c1/nothing",
                "/page/../openapi.json",
                "/page/%2e%2e/openapi.json",
                "/page/..%2f..%2fRoutes.class",
                "/page/",
                "/page",
                "/page/app.js/..",
                "/page/secret.js",
                "/openapi.json/",
                "/;x=y/llm",
                "/llm;a/conversations",
                "//llm//nothing",
                "/%",
                "/%zz",
                "/%u0041",
                "/llm/conversations/" + "x".repeat(2_000),
                "/" + "a/".repeat(2_000),
                "/llm/conversations/c1/events/x",
                "/.git/config",
                "/conf/bdm.env",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/llm/uploads",
                "/llm/conversations/c1/messages",
                "/llm/conversations/c1/guidance",
                "/llm/conversations/none/state",
                "/llm/conversations/none/export",
                "/llm/conversations/none/events")) {
            boolean fine =
                    target.endsWith("/") || target.contains("..") || target.contains(";") || target.contains("//");
            all.add(new Bad("GET " + shown(target), request("GET", target, "", ""), fine));
        }
        for (String method :
                List.of("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "FOO", "get", "G\u00cbT")) {
            for (String target : List.of("/llm/health", "/llm/conversations", ONE + "/messages", "/")) {
                add(method + " " + target, new String(request(method, target, "", ""), StandardCharsets.ISO_8859_1));
            }
        }
        for (String path : List.of("messages", "guidance", "optimize-schema", "state", "undo", "replay", "cancel")) {
            post(
                    "unknown conversation " + path,
                    "/llm/conversations/none/" + path,
                    path.equals("messages") ? "{\"message\": \"x\"}" : "{\"clear\": \"all\"}");
        }
    }

    private void wrongHeads() {
        for (String name : List.of(
                "evil.example",
                "evil.example:80",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "127.0.0.2",
                "[::2]",
                "0.0.0.0",
                "10.0.0.1",
                "xn--lcalhost-n1a",
                "localhost@evil.example",
                "evil.example#localhost",
                "2130706433",
                "")) {
            add("host " + name, "GET /llm/health HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n");
        }
        for (String origin : List.of(
                "http://evil.example",
                "https://" + host,
                "null",
                "http://localhost:1",
                "http://127.0.0.1",
                "file://",
                "http://" + host + ".evil.example",
                "http://" + host + "@evil.example",
                "x",
                "javascript:1")) {
            add(
                    "origin " + origin,
                    "POST /llm/conversations HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                            + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        }
        add(
                "cross-site fetch",
                "GET /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nConnection: close\r\n\r\n");
        Map.of(
                        "If-Match", List.of("\"99\"", "x", "\"-1\"", ","),
                        "Idempotency-Key", List.of(" ", "k".repeat(300)))
                .forEach((name, values) -> values.forEach(value -> all.add(new Bad(
                        name + " " + shown(value),
                        request("POST", ONE + "/messages", name + ": " + value + "\r\n", "{\"message\": \"x\"}"),
                        value.isBlank()))));
        all.add(new Bad("a huge head", request("GET", "/llm/health", "X: " + "x".repeat(40_000) + "\r\n", ""), false));
        all.add(new Bad("many heads", request("GET", "/llm/health", "X: y\r\n".repeat(10_000), ""), false));
        all.add(new Bad("a folded head", request("GET", "/llm/health", "X: y\r\n z\r\n", ""), true));
        all.add(new Bad("a head without a name", request("GET", "/llm/health", ": y\r\n", ""), false));
        all.add(new Bad("a head with a blank", request("GET", "/llm/health", "X Y: y\r\n", ""), false));
    }

    private void wrongHttp() {
        add("no HTTP at all", "hello\r\n\r\n");
        add("an old version", "GET / HTTP/0.9\r\n\r\n");
        add("an unknown version", "GET / HTTP/9.9\r\nHost: " + host + "\r\n\r\n");
        add("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        add("no host, 1.0", "GET / HTTP/1.0\r\n\r\n");
        add("two hosts", "GET / HTTP/1.1\r\nHost: " + host + "\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        add("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n");
        add(
                "two lengths",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}");
        add(
                "length and chunks",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n");
        add(
                "a negative length",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Length: -1\r\nConnection: close\r\n\r\n");
        add(
                "a length that is no number",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Length: two\r\nConnection: close\r\n\r\n{}");
        add(
                "a huge announced body",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\n{}");
        add(
                "a body that ends too soon",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nContent-Length: 900\r\nConnection: close\r\n\r\n{}");
        add(
                "bad chunks",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
        add(
                "an unknown encoding",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nTransfer-Encoding: brotli\r\nConnection: close\r\n\r\n{}");
        add(
                "chunks that never end",
                "POST /llm/conversations HTTP/1.1\r\nHost: " + host
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n{}");
        post("a huge body", "/llm/conversations", "x".repeat(2_000_000));
        post("a huge message", ONE + "/messages", "{\"message\": \"" + "x".repeat(900_000) + "\"}");
        add(
                "an absolute target elsewhere",
                "GET http://evil.example/llm/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        add("a star", "GET * HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        add("a target with a blank", "GET /llm health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        add(
                "a very long target",
                "GET /" + "x".repeat(60_000) + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
