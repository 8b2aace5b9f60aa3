"""Errors of the Java side as Python exceptions."""

from __future__ import annotations

from typing import Any, Callable, TypeVar

T = TypeVar("T")


class BdmError(Exception):
    """Says what went wrong, with the value concerned and the remedy.

    ``code`` classifies it: BAD_INPUT, FILE_NOT_FOUND, DATA_CHANGED, QUERY_REFUSED, LLM_UNREACHABLE, CANCELLED …
    """

    def __init__(self, message: str, code: str = "BAD_INPUT") -> None:
        super().__init__(message)
        self.code = code


def call(method: Callable[..., T], *arguments: Any) -> T:
    """Calls a Java method; raises its exception without Java's stack."""
    from py4j.protocol import Py4JJavaError, Py4JNetworkError

    try:
        return method(*arguments)
    except Py4JJavaError as failure:
        thrown = failure.java_exception
        if thrown.getClass().getName().startswith("io.github.bigdatamigrator.error."):
            raise BdmError(thrown.getMessage(), thrown.code().name()) from None
        raise BdmError(f"The call failed: {thrown.toString()}", "INTERNAL") from None
    except (Py4JNetworkError, ConnectionError):
        raise BdmError("The session's Java process has ended. Start a session and attach again.", "ENGINE_STOPPED") from None
