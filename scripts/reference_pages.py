"""Write the pages that are made from definitions: `python scripts/reference_pages.py`.

The README of every shipped model, the language of models, the command line, the desk's settings, the standards.
Tests hold each equal to what this writes.
"""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command

from mingjian.cli.main import app
from mingjian.cli.reference import cli_reference
from mingjian.desk.reference import settings_reference
from mingjian.library import shipped_models
from mingjian.models import load_model, model_page
from mingjian.models.reference import language_reference
from mingjian.standards.reference import standards_reference

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Write every page."""
    (DOCS / "models-language.md").write_text(language_reference(), encoding="utf-8")
    (DOCS / "cli.md").write_text(cli_reference(get_command(app)), encoding="utf-8")
    (DOCS / "settings.md").write_text(settings_reference(), encoding="utf-8")
    (DOCS / "standards.md").write_text(standards_reference(), encoding="utf-8")
    for folder in shipped_models().values():
        (folder / "README.md").write_text(model_page(load_model(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
