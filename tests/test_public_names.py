"""`import mingjian` is quick, and every public name is there when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import mingjian


def test_every_public_name_can_be_had() -> None:
    for name in mingjian.__all__:
        assert callable(getattr(mingjian, name)), name
        assert name in dir(mingjian)


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, mingjian; print(sorted(m for m in sys.modules if m.split('.')[0] in ('duckdb', 'pyarrow')))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_start_of_the_desk_waits_for_nothing_it_may_never_use() -> None:
    """Every worker, every command and every kept desk starts by importing the models."""
    late = "('scipy', 'pypinyin')"
    code = f"import sys, mingjian.models, mingjian.runs; print([m for m in sys.modules if m in {late}])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
