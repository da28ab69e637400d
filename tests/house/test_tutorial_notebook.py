"""The notebook that ships is what its cells give when they are run now."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "tutorial_notebook.py"


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tutorial_notebook", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_digests(texts: list[str]) -> list[str]:
    """Row ids, versions and file names are hashes; everything else must be the same."""
    return [re.sub(r"\b[0-9a-f]{12,32}\b", "…", text) for text in texts]


def test_running_it_again_writes_the_same(made):
    shipped = nbformat.read(str(made.NOTEBOOK), as_version=4)
    assert [cell.source for cell in shipped.cells] == [text for _, text in made.CELLS], f"run: python {SCRIPT.name}"
    told = without_digests(made.outputs(shipped))
    assert without_digests(made.outputs(made.executed())) == told
    assert any("复验一致" in text and "复验不一致" in text for text in told)
