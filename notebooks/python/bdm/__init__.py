"""Profiles of data and conversations about it, on the Spark session of a notebook.

>>> import bdm
>>> b = bdm.attach(spark)
>>> b.profile(sales=df)                            # the report, in a notebook cell
>>> c = b.conversation("Sales", sales=df)
>>> c.ask("What are the top selling products?")    # the answer with its rows, SQL and chart

Everything runs in the Java process of the session (the driver and its executors); this package calls it.
"""

from ._errors import BdmError
from ._session import Bdm, Conversation, attach
from ._results import Answer, Guidance, Profile, Rows, SchemaPlan

__version__ = "0.2.0"

__all__ = ["Answer", "Bdm", "BdmError", "Conversation", "Guidance", "Profile", "Rows", "SchemaPlan", "attach"]
