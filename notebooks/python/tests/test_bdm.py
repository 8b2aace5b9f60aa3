"""Tests the package on a session of the real PySpark, whose driver has the jar: BDM_SUBMIT_JAR names it."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
import unittest
import warnings

import bdm
import pandas
from pyspark.sql import SparkSession, functions

JAR = os.environ["BDM_SUBMIT_JAR"]
SETTINGS = {"LOCAL_LLM_MODEL": "none", "PROFILE_CACHE_DIR": "off"}


class Case(unittest.TestCase):
    folder: tempfile.TemporaryDirectory[str]
    spark: SparkSession
    b: bdm.Bdm

    @classmethod
    def setUpClass(cls) -> None:
        warnings.simplefilter("ignore", ResourceWarning)
        cls.folder = tempfile.TemporaryDirectory()
        cls.spark = (
            SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[2]"))
            .config("spark.jars", JAR)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.session.timeZone", "Europe/Berlin")
            .config("spark.sql.ansi.enabled", "false")
            .getOrCreate()
        )
        cls.spark.sparkContext.setLogLevel("OFF")
        cls.b = bdm.attach(cls.spark, CONVERSATION_DIR=cls.folder.name + "/conversations", **SETTINGS)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.b.close()
        cls.folder.cleanup()

    def customers(self):
        return self.spark.createDataFrame(
            [(i, f"Kunde {i}", ("Peru", "Österreich")[i % 2]) for i in range(1, 41)], "customer_id int, name string, country string"
        )

    def orders(self):
        return self.spark.range(200).selectExpr(
            "1000 + id AS order_id",
            "id * 7 % 40 + 1 AS customer_id",
            "id * 1.5D AS amount",
            "timestamp '2024-03-30 23:30:00' + make_interval(0, 0, 0, id) AS ordered",
        )


class ProfileTest(Case):
    def test_frames_are_profiled_and_shown(self) -> None:
        p = self.b.profile(orders=self.orders(), customers=self.customers())

        self.assertIsInstance(p.columns, pandas.DataFrame)
        self.assertEqual(["orders", "customers"], list(p.tables["name"]))
        self.assertEqual([200, 40], list(p.tables["rows"]))
        columns = p.columns.set_index(["table", "name"])
        self.assertEqual(200, columns.loc[("orders", "order_id"), "distinct.value"])
        edge = p.relationships.iloc[0]
        self.assertEqual(("orders", ["customer_id"], "customers"), (edge["from_table"], edge["from_columns"], edge["to_table"]))
        page = p._repr_html_()
        self.assertTrue(page.startswith("<iframe srcdoc=") and page.endswith("</iframe>"))
        self.assertNotIn("<style", page)
        self.assertIn("orders (200 rows)", repr(p))

    def test_times_are_those_that_the_session_shows(self) -> None:
        p = self.b.profile(orders=self.orders())

        ordered = p.columns.set_index("name").loc["ordered"]
        self.assertEqual("2024-03-30T23:30:00", ordered["min"])
        self.assertTrue(any("Europe/Berlin" in problem for problem in p.problems), p.problems)

    def test_files_and_frames_together(self) -> None:
        path = self.folder.name + "/regions.csv"
        with open(path, "w", encoding="utf-8") as out:
            out.write("region;land\n1;Peru\n2;Österreich\n")
        p = self.b.profile(self.customers(), other=path)

        self.assertEqual({"regions", "data"}, set(p.tables["name"]))

    def test_the_session_is_left_as_it_was(self) -> None:
        before = {key: self.spark.conf.get(key) for key in ("spark.sql.session.timeZone", "spark.sql.ansi.enabled")}
        views = [table.name for table in self.spark.catalog.listTables()]
        self.b.conversation("Orders", orders=self.orders()).ask("How many rows does orders have?")

        self.assertEqual(before, {key: self.spark.conf.get(key) for key in before})
        self.assertEqual(views, [table.name for table in self.spark.catalog.listTables()])
        self.assertEqual([], self.spark.catalog.listTables("global_temp"))

    def test_without_ansi_a_frame_reads_as_in_its_session(self) -> None:
        frame = self.spark.createDataFrame([("1",), ("x",)], "n string").selectExpr("cast(n as int) n")

        self.assertEqual([1], list(self.b.profile(numbers=frame).columns["nulls"]))


class ConversationTest(Case):
    def test_a_question_is_answered_with_rows(self) -> None:
        c = self.b.conversation("Sales", orders=self.orders(), customers=self.customers())
        answer = c.ask("How many orders per customer_id?")

        self.assertEqual("answered", answer.outcome, answer.text)
        self.assertIsInstance(answer.rows, pandas.DataFrame)
        self.assertEqual(200, int(answer.rows.iloc[:, -1].sum()))
        self.assertIn("SELECT", answer.sql.upper())
        self.assertIn(answer.text, repr(answer))
        self.assertIn("<iframe", answer._repr_html_())
        self.assertEqual([], [it for it in answer.warnings if "LOCAL_LLM_MODEL is none" not in it])
        self.assertTrue(c.guide().questions)
        self.assertIn("CREATE TABLE", c.schema_plan("postgresql").ddl)
        self.assertIn(c.id, [it["id"] for it in self.b.conversations()])

    def test_rows_have_the_types_of_their_columns(self) -> None:
        c = self.b.conversation("Sales", orders=self.orders())
        rows = c.query("SELECT ordered, amount FROM orders ORDER BY ordered LIMIT 2").rows

        self.assertEqual(pandas.Timestamp("2024-03-30 23:30:00"), rows["ordered"][0])
        self.assertEqual([0.0, 1.5], list(rows["amount"]))

    def test_two_frames_of_one_name_stay_apart(self) -> None:
        first = self.b.conversation("First", data=self.spark.range(3))
        second = self.b.conversation("Second", data=self.spark.range(7))

        self.assertEqual(3, first.query("SELECT count(*) n FROM data").rows["n"][0])
        self.assertEqual(7, second.query("SELECT count(*) n FROM data").rows["n"][0])

    def test_a_conversation_goes_on_with_another_frame_of_the_name(self) -> None:
        id = self.b.conversation("Kept", data=self.spark.range(3)).id
        with bdm.attach(self.spark, CONVERSATION_DIR=self.folder.name + "/conversations", **SETTINGS) as other:
            with self.assertRaisesRegex(bdm.BdmError, "dataframe:something"):
                other.reopen(id, something=self.spark.range(4))
            again = other.reopen(id, data=self.spark.range(4))
            self.assertEqual(4, again.query("SELECT count(*) n FROM data").rows["n"][0])
            again.delete()
            with self.assertRaises(bdm.BdmError) as raised:
                again.ask("How many rows does data have?")
            self.assertEqual("UNKNOWN_CONVERSATION", raised.exception.code)


class ErrorTest(Case):
    def refused(self, message: str, code: str = "BAD_INPUT"):
        return _Refused(self, message, code)

    def test_errors_say_what_to_do(self) -> None:
        with self.refused("streaming"):
            self.b.profile(events=self.spark.readStream.format("rate").load())
        with self.refused("nowhere.csv", "FILE_NOT_FOUND"):
            self.b.profile("/nowhere.csv")
        with self.refused("createDataFrame"):
            self.b.profile(shop=pandas.DataFrame({"a": [1]}))
        with self.refused("LOCAL_LLM_URL"):
            bdm.attach(self.spark, LOCAL_LLM_ULR="http://127.0.0.1:9")
        with self.refused("There is no target oracle"):
            self.b.conversation("Any", data=self.spark.range(3)).schema_plan("oracle")
        with self.refused("UNKNOWN|no conversation", "UNKNOWN_CONVERSATION"):
            self.b.reopen("none")

    def test_a_frame_that_fails_is_named(self) -> None:
        broken = self.spark.range(3).select(functions.raise_error(functions.lit("no such luck")).alias("x"))

        with self.refused("“broken”.*no such luck", "FILE_UNREADABLE"):
            self.b.profile(broken=broken)

    def test_an_interrupt_stops_the_work(self) -> None:
        endless = self.spark.range(10**13).selectExpr("id", "id % 7 AS k")
        threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        began = time.monotonic()
        with self.assertRaises(KeyboardInterrupt):
            self.b.profile(endless=endless)

        self.assertLess(time.monotonic() - began, 20)
        tracker = self.spark.sparkContext.statusTracker()
        # The tasks notice a moment after the call has ended.
        while tracker.getActiveJobsIds() and time.monotonic() - began < 60:
            time.sleep(0.05)
        self.assertEqual([], list(tracker.getActiveJobsIds()))
        self.assertEqual(3, self.b.profile(data=self.spark.range(3)).json["tables"][0]["rows"])

    def test_without_the_jar_the_line_to_add_is_told(self) -> None:
        class Without:
            _jvm = self.spark._jvm.nowhere

        with self.refused("pyspark --jars"):
            bdm.attach(Without())

    def test_spark_connect_is_refused(self) -> None:
        class Connect:
            pass

        with self.refused("Spark Connect"):
            bdm.attach(Connect())


class _Refused:
    def __init__(self, case: unittest.TestCase, message: str, code: str) -> None:
        self.case, self.message, self.code = case, message, code

    def __enter__(self) -> None:
        self.raised = self.case.assertRaisesRegex(bdm.BdmError, self.message)
        self.context = self.raised.__enter__()

    def __exit__(self, *thrown: object) -> bool:
        done = bool(self.raised.__exit__(*thrown))
        self.case.assertEqual(self.code, self.context.exception.code, self.context.exception)
        self.case.assertNotIn("\tat ", str(self.context.exception))
        return done


if __name__ == "__main__":
    unittest.main()
