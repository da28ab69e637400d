"""Works of folders: one a file or folder in it, with ``works.yaml`` beside them; the models of the shelf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mingjian.library import shipped_models
from mingjian.models.source import read_source
from mingjian.originality.opening import opened
from mingjian.originality.plan import features, plan_of_model
from mingjian.originality.prose import Excluded, prose
from mingjian.originality.work import Origin, Told, Work, read_told, read_work

__all__ = ["TOLD", "UnreadableWorks", "excluded_of", "shelf", "works_of"]

TOLD = "works.yaml"


class UnreadableWorks(ValueError):
    """A folder that holds no works, or a list of them that is no YAML."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


def excluded_of(folders: Iterable[Path]) -> Excluded:
    """Templates and statutes: every text of some folders or files."""
    return Excluded(one.text for folder in folders for one in opened(folder)[0] if one.kind == "text")


def works_of(folder: Path, excluded: Excluded, origin: Origin = "contest", taken: Sequence[str] = ()) -> list[Work]:
    """The works of a folder. A name already ``taken`` gets the folder's before it. Raises UnreadableWorks."""
    entries = sorted(one for one in folder.iterdir() if one.name != TOLD and not one.name.startswith("."))
    if not entries:
        raise UnreadableWorks(f"{folder} 中没有作品", f"there are no works in {folder}")
    told = read_told(_list(folder / TOLD))
    works: list[Work] = []
    for path in entries:
        name = path.stem if path.is_file() else path.name
        id_ = f"{folder.name}/{name}" if name in taken else name
        if id_ in {work.id for work in works}:
            id_ = path.name
        works.append(read_work(path, excluded, id_=id_, origin=origin, told=told.get(name) or told.get(path.name)))
    return works


def _list(file: Path) -> object:
    if not file.exists():
        return {}
    source = read_source(file.read_text(encoding="utf-8", errors="replace"), str(file))
    if source.problems:
        raise UnreadableWorks(source.problems[0].text("zh"), source.problems[0].text("en"))
    return source.data


def shelf() -> list[Work]:
    """The models that ship, to be compared with by structure."""
    nothing = prose("")
    works: list[Work] = []
    for name, folder in shipped_models().items():
        data = read_source((folder / "model.yaml").read_text(encoding="utf-8"), "model.yaml").data
        assert isinstance(data, dict)
        plan = plan_of_model(data)
        told = Told(point=str(data["point"]["zh"]))
        plans = (("model.yaml", plan),)
        works.append(Work(name, "shelf", nothing, (), plans, features(plan), frozenset(), told))
    return works
