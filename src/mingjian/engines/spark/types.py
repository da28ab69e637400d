"""Types: how DuckDB's are called in Spark SQL, and the Spark schema of an Arrow one."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from sqlglot import exp

from mingjian.engines.spark.errors import Untranslatable
from mingjian.engines.spark.rules import Writer, rule

__all__ = ["INTEGERS", "spark_ready", "spark_schema"]

_T = exp.DataType.Type
_NAMES = {
    _T.TEXT: "STRING", _T.VARCHAR: "STRING", _T.BIGINT: "BIGINT", _T.INT: "INT", _T.SMALLINT: "SMALLINT",
    _T.UTINYINT: "SMALLINT", _T.DOUBLE: "DOUBLE", _T.BOOLEAN: "BOOLEAN", _T.DATE: "DATE",
    _T.TINYINT: "TINYINT", _T.INTERVAL: "INTERVAL", _T.VARBINARY: "BINARY",
}  # fmt: skip
INTEGERS = frozenset({_T.BIGINT, _T.INT, _T.SMALLINT, _T.UTINYINT})


@rule(exp.DataType, parts="this expressions nested")
def _type(write: Writer, node: exp.Expression) -> str:
    assert isinstance(node, exp.DataType)
    if node.this is _T.DECIMAL:
        return f"DECIMAL({', '.join(parameter.this.name for parameter in node.expressions)})"
    if node.this is _T.ARRAY or node.this is _T.LIST:
        return f"ARRAY<{write.many(node.expressions)}>"
    name = _NAMES.get(node.this)
    if name is None or node.expressions:
        raise Untranslatable(f"the type {node.sql('duckdb')}")
    return name


_ARROW: dict[str, str] = {
    "string": "string", "large_string": "string", "int64": "bigint", "int32": "int", "int16": "smallint",
    "int8": "tinyint", "uint8": "smallint", "uint16": "int", "uint32": "bigint", "double": "double", "bool": "boolean",
    "date32[day]": "date", "binary": "binary", "null": "void",
}  # fmt: skip


def spark_type(kind: pa.DataType) -> str:
    """What Spark calls an Arrow type, as it reads it from Parquet."""
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"array<{spark_type(kind.value_type)}>"
    if pa.types.is_fixed_size_binary(kind):
        return "binary"
    try:
        return _ARROW[str(kind)]
    except KeyError:
        raise Untranslatable(f"the Arrow type {kind}") from None


def spark_schema(schema: pa.Schema) -> str:
    """An Arrow schema as the text of a Spark one."""
    return ", ".join(f"`{field.name.replace('`', '``')}` {spark_type(field.type)}" for field in schema)


def spark_ready(table: pa.Table) -> pa.Table:
    """The table without unsigned types, which Spark does not take, and in one piece.

    Of several pieces pyspark 4.0 takes the first only, silently.
    """
    wider: dict[Any, pa.DataType] = {pa.uint8(): pa.int16(), pa.uint16(): pa.int32(), pa.uint32(): pa.int64()}
    fields = [pa.field(one.name, wider.get(one.type, one.type)) for one in table.schema]
    return table.cast(pa.schema(fields)).combine_chunks()
