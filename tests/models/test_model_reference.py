"""The modeller's reference is what the definitions say."""

from __future__ import annotations

from pathlib import Path

from mingjian.collision import OPERATORS
from mingjian.models.definition import Basis, Clue, Disposition, ModelFile, Need, Risk, Sealed, Trap
from mingjian.models.parameters import Parameter
from mingjian.models.reference import language_reference

PAGE = Path(__file__).parents[2] / "docs" / "models-language.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == language_reference(), "run: uv run python scripts/reference_pages.py"


def test_nothing_of_the_language_is_undocumented():
    told = language_reference()
    for kind in (ModelFile, Basis, Need, Sealed, Parameter, Clue, Risk, Trap, Disposition):
        for name, info in kind.model_fields.items():
            assert info.description, f"{kind.__name__}.{name} has no description"
            assert f"`{info.alias or name}`" in told
    for verb in OPERATORS:
        assert f"operators/{verb}.md" in told
