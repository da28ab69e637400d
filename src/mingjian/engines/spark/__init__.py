"""Apache Spark as the engine of a run. Needs the extra ``spark`` (pyspark, sqlglot) and Java 17."""

from mingjian.engines.spark.engine import SparkEngine
from mingjian.engines.spark.errors import SparkUnavailable, Untranslatable

__all__ = ["SparkEngine", "SparkUnavailable", "Untranslatable"]
