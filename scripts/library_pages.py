"""Write the README of every shipped model and the reference of the language: `python scripts/library_pages.py`."""

from __future__ import annotations

from pathlib import Path

from mingjian.library import shipped_models
from mingjian.models import load_model, model_page
from mingjian.models.reference import language_reference

REFERENCE = Path(__file__).parent.parent / "docs" / "models-language.md"


def main() -> None:
    """Write every page; a test holds them equal to what this writes."""
    REFERENCE.write_text(language_reference(), encoding="utf-8")
    for folder in shipped_models().values():
        (folder / "README.md").write_text(model_page(load_model(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
