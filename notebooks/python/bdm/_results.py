"""Results, which a notebook shows and a program reads."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Union

from ._errors import call

if TYPE_CHECKING:
    import pandas
    import pyspark.sql

    Frame = Union["pandas.DataFrame", "pyspark.sql.DataFrame"]

#: Types of columns that pandas keeps as text if it is not told.
_TIMES = {"DATE", "TIMESTAMP"}


class _Result:
    def __init__(self, java: Any, spark: Any) -> None:
        self._java = java
        self._spark = spark
        self._json: dict[str, Any] | None = None

    @property
    def json(self) -> dict[str, Any]:
        """All of it, in the form of the REST API."""
        if self._json is None:
            self._json = json.loads(call(self._java.json))
        return self._json

    @property
    def html(self) -> str:
        """The HTML that a notebook shows, to be saved or sent."""
        return call(self._java.html)

    def _repr_html_(self) -> str:
        # Without scripts the page may be measured from outside, so that the frame becomes as high as the page.
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" sandbox="allow-same-origin" style="width:100%;border:0"'
            ' height="80" onload="this.style.height=(this.contentDocument.documentElement.scrollHeight+8)+\'px\'">'
            "</iframe>"
        )

    def _frame(self, records: list[dict[str, Any]]) -> Frame:
        return frame(records, list(dict.fromkeys(key for record in records for key in record)), self._spark)


class Profile(_Result):
    """What the data hold: types, figures, keys, relationships, problems."""

    def _repr_html_(self) -> str:
        # The report has a script of its own, for search and sorting; it runs apart from the notebook's page.
        return (
            f'<iframe srcdoc="{html.escape(self.html)}" sandbox="allow-scripts" style="width:100%;border:0"'
            ' height="640"></iframe>'
        )

    @property
    def tables(self) -> Frame:
        """One row for each table; a pandas frame, or Spark's where pandas is missing."""
        return self._frame([_flat({**table, "columns": len(table["columns"])}) for table in self.json["tables"]])

    @property
    def columns(self) -> Frame:
        """One row for each column of each table, with its figures."""
        return self._frame(
            [
                {"table": table["name"], **_flat(column)}
                for table in self.json["tables"]
                for column in table["columns"]
            ]
        )

    @property
    def relationships(self) -> Frame:
        """One row for each relationship."""
        return self._frame([_flat(edge) for edge in self.json["relationships"]])

    @property
    def problems(self) -> list[str]:
        """What a reader of the data should know."""
        own = [problem for table in self.json["tables"] for problem in table["problems"]]
        return [f"{it['subject']}: {it['message']}" for it in self.json["problems"] + own]

    def __repr__(self) -> str:
        sizes = ", ".join(f"{it['name']} ({it['rows']:,} rows)" for it in self.json["tables"])
        return f"Profile of {sizes}; {len(self.json['relationships'])} relationships"


class Rows(_Result):
    """The rows of a query."""

    @property
    def sql(self) -> str:
        return self.json["sql"]

    @property
    def rows(self) -> Frame:
        """The rows; a pandas frame, or Spark's where pandas is missing."""
        return rows_of(self.json, self._spark)

    def _repr_html_(self) -> str | None:  # type: ignore[override]
        shown = self.rows
        return shown._repr_html_() if hasattr(shown, "_repr_html_") else None

    def __repr__(self) -> str:
        return repr(self.rows)


class Answer(_Result):
    """An answer with what it rests on."""

    @property
    def text(self) -> str:
        return self.json["content"]

    @property
    def outcome(self) -> str:
        """answered, unanswerable, unclear, refused or failed."""
        return self.json["outcome"]

    @property
    def sql(self) -> str | None:
        """The last statement that ran; None if the profile answered."""
        return self.json["queries"][-1]["sql"] if self.json["queries"] else None

    @property
    def rows(self) -> Frame | None:
        """The rows of the last statement; None if the profile answered."""
        return rows_of(self.json["queries"][-1], self._spark) if self.json["queries"] else None

    @property
    def claims(self) -> list[dict[str, Any]]:
        """For each figure of the text, the cell from which it comes."""
        return self.json["claims"]

    @property
    def warnings(self) -> list[str]:
        """Reasons to doubt the answer."""
        return self.json["warnings"]

    @property
    def suggestions(self) -> list[str]:
        """Questions that follow."""
        return self.json["suggestions"]

    def __repr__(self) -> str:
        return self.text


class Guidance(_Result):
    """What to ask next and what to mend."""

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Questions with SQL that ran on the data."""
        return self.json["questions"]

    @property
    def recommendations(self) -> list[str]:
        return self.json["recommendations"]

    def __repr__(self) -> str:
        return "\n".join(it["text"] for it in self.questions)


class SchemaPlan(_Result):
    """A schema for a target, each statement proven or refuted on all rows."""

    @property
    def ddl(self) -> str:
        return self.json["ddl"]

    @property
    def recommendations(self) -> list[dict[str, Any]]:
        return self.json["recommendations"]

    def __repr__(self) -> str:
        return self.ddl


def _flat(fields: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Objects in objects become fields by path; lists stay."""
    flat: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{path}{name}."))
        else:
            flat[path + name] = value
    return flat


def rows_of(query: dict[str, Any], spark: Any) -> Frame:
    """The rows of a query with the types of their columns."""
    names = query["columns"]
    try:
        import pandas
    except ImportError:
        return frame([dict(zip(names, row)) for row in query["rows"]], names, spark)
    rows = pandas.DataFrame(query["rows"], columns=names)
    for at, type_name in enumerate(query.get("types", [])):
        if type_name in _TIMES:
            rows.isetitem(at, pandas.to_datetime(rows.iloc[:, at], errors="coerce"))
    return rows


def frame(records: list[dict[str, Any]], names: list[str], spark: Any) -> Frame:
    """Records as a pandas frame, or as Spark's where pandas is missing."""
    try:
        import pandas
    except ImportError:
        texts = [tuple(_text(record.get(name)) for name in names) for record in records]
        return spark.createDataFrame(texts, ", ".join(f"`{name.replace('`', '``')}` string" for name in names))
    return pandas.DataFrame.from_records(records, columns=names)


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
