"""`mingjian shelf` as it is called."""

from __future__ import annotations

from pathlib import Path

from cli_parts import call

from mingjian.library import shipped_models


def test_what_differs_between_two_versions(tmp_path: Path) -> None:
    text = (shipped_models()["benefits-paid-to-the-dead"] / "model.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "changed.yaml"
    changed.write_text(text.replace("certain_deaths", "surely_dead"), encoding="utf-8")
    told = call("shelf", "diff", "P02", "P02", "--json")
    assert (told.code, told.json["same"], told.json["differences"]) == (0, True, [])
    told = call("shelf", "diff", "P02", changed, "--json")
    assert [one["section"] for one in told.json["differences"]] == ["rename"]
    assert "“certain_deaths”改名为“surely_dead”" in call("shelf", "diff", "P02", changed, lang="zh").out
