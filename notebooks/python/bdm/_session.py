"""The session that is attached to, and conversations on it."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any, Union

from ._errors import BdmError, call
from ._results import Answer, Guidance, Profile, Rows, SchemaPlan

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    Source = Union[str, DataFrame]

_DOOR = "io.github.bigdatamigrator.notebook.Notebook"
_SILENT_SECONDS = 1.0
_LONGEST_PAUSE = 0.25
_STOP_SECONDS = 15.0


def attach(spark: SparkSession, **settings: Any) -> Bdm:
    """Uses a Spark session, which is left as it is: its settings, its catalog, and running at the end.

    :param spark: a session of this process, whose driver has the jar of Big Data Migrator
    :param settings: settings by their names (``LOCAL_LLM_URL="http://…"``); they override the driver's environment
    :raises BdmError: if the session is one of Spark Connect, the jar is missing, or a setting is unknown
    """
    jvm = getattr(spark, "_jvm", None)
    if jvm is None:
        raise BdmError(
            f"{type(spark).__module__}.{type(spark).__name__} is a session of Spark Connect, whose driver runs elsewhere"
            " and cannot be called from here. Use a session of this process: start pyspark without --remote and without"
            " SPARK_REMOTE, or build the session with SparkSession.builder.master(…)."
        )
    door = _door(jvm)
    values = jvm.java.util.HashMap()
    for name, value in settings.items():
        values.put(name, str(value).lower() if isinstance(value, bool) else str(value))
    return Bdm(spark, jvm, call(door.open, spark._jsparkSession, values))


def _door(jvm: Any) -> Any:
    from py4j.java_gateway import JavaClass

    from . import __version__

    door: Any = jvm
    for name in _DOOR.split("."):
        door = getattr(door, name)
    jar = "big-data-migrator-submit.jar"
    if not isinstance(door, JavaClass):
        raise BdmError(
            "Big Data Migrator is not on the driver's class path. Start the session with its jar, which is target/"
            f"{jar} after a build and submit/{jar} in a release: pyspark --jars PATH/{jar}, or, before the first session"
            f' of this process, SparkSession.builder.config("spark.jars", "PATH/{jar}"). Where the driver is shared, add'
            " the jar to the cluster's libraries."
        )
    version = call(door.version)
    if version and version != __version__:
        raise BdmError(
            f"The jar is version {version}, this package {__version__}. Install the package of the jar's version:"
            " pip install big_data_migrator-" + version + "-py3-none-any.whl"
        )
    return door


class Bdm:
    """Profiles data and holds conversations; see :func:`attach`. Safe for use by several threads."""

    def __init__(self, spark: SparkSession, jvm: Any, door: Any) -> None:
        self._spark = spark
        self._jvm = jvm
        self._door = door

    def profile(self, *data: Source, refresh: bool = False, **named: Source) -> Profile:
        """Reads data once and says what they hold.

        :param data: files, folders, patterns, ``table:`` names …, and DataFrames without a name (``data``, ``data_2``)
        :param refresh: read again what is known
        :param named: DataFrames by the names that their tables get
        """
        return Profile(self._done(self._door.profile, self._sources(data, named), refresh), self._spark)

    def conversation(self, title: str, *data: Source, **named: Source) -> Conversation:
        """Profiles data as :meth:`profile` does, and begins a conversation about them."""
        return Conversation(self, self._done(self._door.createConversation, title, self._sources(data, named)))

    def reopen(self, id: str, *data: Source, **named: Source) -> Conversation:
        """Continues a conversation.

        One about DataFrames needs them again, by the same names, once the process that held them has ended; they are
        profiled again. Without data the conversation is opened as it is.
        """
        if data or named:
            self._done(self._door.reopen, id, self._sources(data, named))
        call(self._door.summary, id)
        return Conversation(self, id)

    def demo(self, folder: str) -> list[str]:
        """Writes sample data of a shop in several formats to a folder, and returns the paths."""
        return list(call(self._door.demo, folder))

    def conversations(self) -> list[dict[str, Any]]:
        """The conversations that are stored, the most recently used first."""
        return json.loads(call(self._door.conversations))

    def close(self) -> None:
        """Ends it; the session goes on."""
        call(self._door.close)

    def __enter__(self) -> Bdm:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def _sources(self, data: tuple[Source, ...], named: dict[str, Source]) -> Any:
        sources = self._jvm.java.util.ArrayList()
        frames = 0
        for source in data:
            if isinstance(source, str):
                sources.add(self._jvm.io.github.bigdatamigrator.source.DataSource.of(source))
            else:
                frames += 1
                sources.add(self._frame("data" if frames == 1 else f"data_{frames}", source))
        for name, source in named.items():
            if isinstance(source, str):
                sources.add(call(self._jvm.io.github.bigdatamigrator.source.DataSource.of, name, source))
            else:
                sources.add(self._frame(name, source))
        return sources

    def _frame(self, name: str, frame: Any) -> Any:
        rows = getattr(frame, "_jdf", None)
        if rows is None:
            kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
            remedy = (
                "pass spark.createDataFrame(frame)" if kind.startswith("pandas.") else "pass one of this session"
            )
            raise BdmError(f"“{name}” is a {kind}, not a DataFrame of a Spark session of this process; {remedy}.")
        return call(self._jvm.io.github.bigdatamigrator.source.DataSource.of, name, rows)

    def _done(self, start: Any, *arguments: Any) -> Any:
        """Waits for a call and shows its progress; an interrupt of the cell stops it."""
        work = call(start, *arguments)
        progress = _Progress()
        pause = 0.01
        try:
            while not call(work.ended):
                # Python sleeps here and not in Java, since an interrupt must not break off an exchange with the gateway.
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                progress.show(work)
        except KeyboardInterrupt:
            call(work.stop)
            until = time.monotonic() + _STOP_SECONDS
            while not call(work.ended) and time.monotonic() < until:
                time.sleep(_LONGEST_PAUSE)
            raise
        finally:
            progress.end()
        return call(work.result)


class Conversation:
    """Questions and answers about data; its log is kept, see CONVERSATION_DIR."""

    def __init__(self, bdm: Bdm, id: str) -> None:
        self._bdm = bdm
        self.id = id

    @property
    def profile(self) -> Profile:
        return Profile(call(self._bdm._door.context, self.id), self._bdm._spark)

    def ask(self, question: str) -> Answer:
        """Answers a question on all rows of the data."""
        return Answer(self._bdm._done(self._bdm._door.ask, self.id, question), self._bdm._spark)

    def query(self, sql: str) -> Rows:
        """Runs one SELECT, under the same guard and limits as a model's."""
        return Rows(self._bdm._done(self._bdm._door.query, self.id, sql), self._bdm._spark)

    def guide(self) -> Guidance:
        """Suggests questions whose SQL ran on the data; needs no model."""
        return Guidance(self._bdm._done(self._bdm._door.guide, self.id), self._bdm._spark)

    def schema_plan(self, target: str = "postgresql") -> SchemaPlan:
        """Plans a schema for ``postgresql`` or ``spark``, proven on all rows."""
        return SchemaPlan(self._bdm._done(self._bdm._door.schemaPlan, self.id, target), self._bdm._spark)

    def delete(self) -> None:
        """Removes the conversation with its answers and its profile; the data stay."""
        call(self._bdm._door.delete, self.id)

    def __repr__(self) -> str:
        return f"Conversation {self.id} about " + ", ".join(it["name"] for it in self.profile.json["tables"])


class _Progress:
    """One line that is written anew; silent in the first second, and where no one watches."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = ""
        self._cell: Any = None

    def show(self, work: Any) -> None:
        if time.monotonic() - self._began < _SILENT_SECONDS:
            return
        stage, share = call(work.stage), call(work.share)
        line = f"{stage} {share:.0%}" if share else stage
        if line != self._shown:
            self._write(line)

    def end(self) -> None:
        if self._shown:
            self._write(f"done in {time.monotonic() - self._began:.0f} s")
            if self._cell is None:
                print(file=sys.stderr)

    def _write(self, line: str) -> None:
        shell = sys.modules.get("IPython")
        if shell is not None and shell.get_ipython() is not None and hasattr(shell.get_ipython(), "kernel"):
            content = {"text/plain": line}
            if self._cell is None:
                self._cell = shell.display.display(content, raw=True, display_id=True)
            else:
                self._cell.update(content, raw=True)
        elif sys.stderr.isatty():
            print("\r" + line.ljust(len(self._shown)), end="", file=sys.stderr, flush=True)
        else:
            return
        self._shown = line
