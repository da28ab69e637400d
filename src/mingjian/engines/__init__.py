"""Where an expression runs: DuckDB, Spark (:mod:`mingjian.engines.spark`), and the functions defined once for both."""

from mingjian.engines.contract import Materialised, Progress, QueryEngine
from mingjian.engines.dialect import Value
from mingjian.engines.engine import Engine
from mingjian.engines.errors import Cancelled, DiskFull, EngineError, OutOfMemory
from mingjian.engines.kernel import Beat, Kernel
from mingjian.engines.kinds import NUMERIC, PHYSICAL, TEXTUAL, Duration, Kind, add_months, month_of, month_text

__all__ = [
    "NUMERIC",
    "PHYSICAL",
    "TEXTUAL",
    "Beat",
    "Cancelled",
    "DiskFull",
    "Duration",
    "Engine",
    "EngineError",
    "Kernel",
    "Kind",
    "Materialised",
    "OutOfMemory",
    "Progress",
    "QueryEngine",
    "Value",
    "add_months",
    "month_of",
    "month_text",
]
