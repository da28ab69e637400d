"""Where an expression runs: DuckDB, its dialect, and the functions defined once per engine."""

from mingjian.engines.dialect import Value
from mingjian.engines.engine import Engine, Materialised, Progress
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
    "Value",
    "add_months",
    "month_of",
    "month_text",
]
