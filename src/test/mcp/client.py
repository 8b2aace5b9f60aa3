"""Calls every tool of an MCP server through the official Python SDK, polls jobs to their end, and prints what it got.

Usage: python client.py TABLE SQL COMMAND ARGUMENT…
"""
import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

table, sql, command, *args = sys.argv[1:]
result = {"sdk": "python", "polls": 0, "progress": 0, "replies": {}}


async def progress(done, total, message):
    result["progress"] += 1


async def call(session, name, **values):
    reply = await session.call_tool(name, values, progress_callback=progress)
    structured = structure(reply)
    job = structured.get("job")
    while structured.get("status") == "running":
        result["polls"] += 1
        reply = await session.call_tool("wait_for_job", {"job": job}, progress_callback=progress)
        structured = structure(reply)
    error = getattr(reply, "is_error", None) or getattr(reply, "isError", False) or False
    result["replies"][name] = {"error": error, "text": reply.content[0].text, "structured": structured or None}
    return job


def structure(reply):
    """Version 2 of the SDK writes fields in snake case."""
    return getattr(reply, "structured_content", None) or getattr(reply, "structuredContent", None) or {}


async def main():
    server = StdioServerParameters(command=command, args=args, env=dict(os.environ))
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        result["tools"] = [tool.name for tool in (await session.list_tools()).tools]
        job = await call(session, "profile", table=table) or "job-1"
        await call(session, "list_tables")
        await call(session, "relationships")
        await call(session, "query", sql=sql)
        await call(session, "guidance")
        await call(session, "meanings")
        await call(session, "approved_answers", question="How many?")
        await call(session, "mark_answer", question="How many?", sql=sql, verdict="good")
        await call(session, "wait_for_job", job=job)
        await call(session, "cancel_job", job=job)
        print(json.dumps(result))


asyncio.run(main())
