"""What can go wrong before Spark runs anything, said so that an operator knows what to do."""

from __future__ import annotations

from mingjian.engines.errors import EngineError

__all__ = ["SparkUnavailable", "Untranslatable"]


class SparkUnavailable(EngineError):
    """No pyspark, no Java, or no master that answers."""


class Untranslatable(EngineError):
    """A construct of the SQL that operators emit which nobody has said what it is in Spark SQL."""

    def __init__(self, construct: str) -> None:
        super().__init__(
            f"Spark 引擎没有与“{construct}”对应的写法，本次运行未执行；请改用 DuckDB 引擎，并将此信息报告给开发者",
            f"the Spark engine has no equivalent of {construct}: nothing was run; use DuckDB, and report this",
        )
