"""Models that do not ship, for the tests."""

from __future__ import annotations

from mingjian.library import shipped
from mingjian.models import Model, parse_model

MODEL = "benefits-paid-to-the-dead"
NEW = "benefits-of-another-kind"


def files_of(model: str = NEW, version: str = "1.0.0", grace: str = "") -> dict[str, str]:
    """The files of P02 under another name."""
    folder = shipped(MODEL)
    text = (folder / "model.yaml").read_text(encoding="utf-8").replace(f"model: {MODEL}", f"model: {model}", 1)
    own = parse_model(text, "model.yaml")
    text = text.replace(f"version: {own.version}", f"version: {version}", 1)
    text += f"\n# {grace}\n" if grace else ""
    examples = {f"examples/{one.name}": one.read_text(encoding="utf-8") for one in folder.glob("examples/*.yaml")}
    return {"model.yaml": text} | {name: said.replace(MODEL, model) for name, said in examples.items()}


def model_of(files: dict[str, str]) -> Model:
    return parse_model(files["model.yaml"], "model.yaml")
