"""Write the README of every shipped model from its file and examples: ``uv run python scripts/library_pages.py``."""

from __future__ import annotations

from mingjian.library import shipped_models
from mingjian.models import load_model, model_page


def main() -> None:
    """Write every page; a test holds them equal to what this writes."""
    for folder in shipped_models().values():
        (folder / "README.md").write_text(model_page(load_model(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
