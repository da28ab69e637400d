"""Every domain function on Spark gives what its Python reference gives: many calls of it in one query."""

import datetime as dt
import importlib.util
import math
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mingjian.engines import Duration

_PATH = Path(__file__).parents[1] / "test_functions_conform.py"
_SPEC = importlib.util.spec_from_file_location("functions_conform", _PATH)
conform = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(conform)

pytestmark = pytest.mark.spark


def same(found, expected) -> bool:
    if isinstance(expected, float | Decimal) and found is not None:
        return math.isclose(float(found), float(expected), rel_tol=1e-12, abs_tol=1e-12)
    return conform.plain(found) == conform.plain(expected)


@pytest.mark.parametrize("function", conform.ALL, ids=lambda f: f.signature)
def test_spark_is_python(function, spark) -> None:
    @settings(
        max_examples=1, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        derandomize=True,
    )  # fmt: skip
    @given(st.lists(conform.arguments(function), min_size=60, max_size=60))
    def check(cases):
        calls, expected = [], []
        for args in cases:
            values = [value for _, value in args]
            call = function.emit([conform.sql_of(kind, value) for kind, value in args])
            wanted = None if function.strict and None in values else function.python(*values)
            if function.gives == "duration":
                call = f"(DATE '2020-01-31' + {call})::DATE"
                wanted = wanted.after(dt.date(2020, 1, 31)) if isinstance(wanted, Duration) else None
            calls.append(call)
            expected.append(wanted)
        found = spark.run(f"SELECT {', '.join(f'{call} AS c{n}' for n, call in enumerate(calls))}")[0]
        wrong = [(c, f, e) for c, f, e in zip(calls, found, expected, strict=True) if not same(f, e)]
        assert not wrong, wrong[:3]

    check()
