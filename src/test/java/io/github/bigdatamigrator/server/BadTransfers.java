package io.github.bigdatamigrator.server;

import java.util.List;

/** Lists bad uploads, tool calls and streams. */
final class BadTransfers extends RawRequests {
    private BadTransfers(String host) {
        super(host);
    }

    static List<Bad> of(String host) {
        BadTransfers requests = new BadTransfers(host);
        requests.wrongUploads();
        requests.wrongTools();
        requests.wrongStreams();
        return requests.all;
    }

    private void wrongUploads() {
        for (String query : List.of(
                "",
                "?name=",
                "?name=%20",
                "?name=..",
                "?name=.",
                "?name=.bashrc",
                "?name=a*b",
                "?name=a%00b",
                "?name=a%0ab",
                "?name=%2f",
                "?name=a%23b",
                "?name=" + "x".repeat(300),
                "?name=%7ba%7d",
                "?name=c%3ax",
                "?nme=a.csv",
                "?name=x%2f..")) {
            all.add(new Bad("upload " + shown(query), request("POST", "/llm/uploads" + query, "", "a\n1\n"), false));
        }
        all.add(new Bad("an empty upload", request("POST", "/llm/uploads?name=a.csv", "", ""), false));
        all.add(new Bad(
                "an upload that is too large",
                request("POST", "/llm/uploads?name=a.csv", "", "x".repeat(1_200_000)),
                false));
        all.add(new Bad(
                "an upload that ends too soon",
                joined(head("/llm/uploads?name=a.csv", 500, ""), new byte[] {'a'}),
                false));
        for (String type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=b",
                "multipart/form-data; boundary=" + "b".repeat(200))) {
            for (String body : List.of(
                    "",
                    "--b\r\n\r\nx",
                    "--b--\r\n",
                    "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n",
                    "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../\"\r\n\r\nx\r\n--b--\r\n",
                    "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\n"
                            + "x".repeat(1_200_000) + "\r\n--b--\r\n")) {
                all.add(new Bad(
                        "form " + shown(type) + " " + shown(body),
                        request("POST", "/llm/uploads", "Content-Type: " + type + "\r\n", body),
                        false));
            }
        }
    }

    private void wrongTools() {
        String both = "Accept: application/json, text/event-stream\r\n";
        for (String body : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"jsonrpc\": \"1.0\", \"method\": \"ping\", \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": 1, \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"ping\", \"params\": [], \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"ping\", \"id\": {}}",
                "{\"jsonrpc\": \"2.0\", \"result\": {}, \"id\": 1}",
                "x".repeat(1_100_000))) {
            all.add(new Bad("MCP " + shown(body), request("POST", "/mcp", both, body), false));
        }
        post("MCP without Accept", "/mcp", "{\"jsonrpc\": \"2.0\", \"method\": \"ping\", \"id\": 1}");
        get("MCP by GET", "/mcp");
        for (String body : List.of(
                "{\"jsonrpc\": \"2.0\", \"method\": \"nothing\", \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"tools/call\", \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"tools/call\", \"params\": {\"name\": \"none\"}, \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"tools/call\", \"params\": {\"name\": 1, \"arguments\": 2},"
                        + " \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"tools/call\", \"params\": {\"name\": \"query\", \"arguments\":"
                        + " {\"sql\": 1}}, \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"tools/call\", \"params\": {\"name\": \"profile\", \"arguments\":"
                        + " {\"conversation\": \"../x\"}}, \"id\": 1}")) {
            // Faults inside the protocol are told within it, so HTTP itself has none.
            all.add(new Bad("MCP call " + body, request("POST", "/mcp", both, body), true));
        }
    }

    private void wrongStreams() {
        for (String last : List.of(
                "x",
                "1",
                "-1",
                "0000000000000.1",
                "00000000-0000.1",
                "00000000-0000.0",
                "00000000-0000.999999999999",
                "../../x",
                "a".repeat(1_000))) {
            all.add(new Bad(
                    "resumed from " + shown(last),
                    request("GET", ONE + "/events", "Last-Event-ID: " + last + "\r\n", ""),
                    false));
            all.add(new Bad(
                    "asked again from " + shown(last),
                    request(
                            "POST",
                            ONE + "/messages",
                            "Accept: text/event-stream\r\nLast-Event-ID: " + last + "\r\n",
                            "{\"message\": \"x\"}"),
                    false));
        }
        all.add(new Bad(
                "a stream of no conversation",
                request(
                        "POST",
                        "/llm/conversations/none/messages",
                        "Accept: text/event-stream\r\n",
                        "{\"message\": \"x\"}"),
                false));
        all.add(new Bad(
                "a stream of a bad body",
                request("POST", ONE + "/messages", "Accept: text/event-stream\r\n", "{"),
                false));
    }
}
