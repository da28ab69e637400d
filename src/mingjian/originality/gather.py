"""Works of folders: one a file or folder in it, with ``works.yaml`` beside them; the models of the shelf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mingjian.library import shipped_models
from mingjian.models.source import read_source
from mingjian.originality.collecting import seldom_collected
from mingjian.originality.kept import Kept
from mingjian.originality.plan import Bag
from mingjian.originality.prose import Excluded, prose
from mingjian.originality.readers import IN_PROCESS, Reader, files_of
from mingjian.originality.reading import read_file
from mingjian.originality.work import Origin, Told, Work, read_told, read_work

__all__ = ["TOLD", "UnreadableWorks", "excluded_of", "shelf", "works_of"]

TOLD = "works.yaml"


class UnreadableWorks(ValueError):
    """A folder that holds no works, or a list of them that is no YAML."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


def excluded_of(folders: Iterable[Path], reader: Reader = IN_PROCESS) -> Excluded:
    """Templates and statutes: every text of some folders or files."""
    texts: list[str] = []
    for folder in folders:
        with files_of(folder, reader) as (files, _):
            texts += [one.text for one in reader.read(files) if one.text is not None]
    return Excluded(texts)


def works_of(
    folder: Path,
    excluded: Excluded,
    origin: Origin = "contest",
    taken: Sequence[str] = (),
    kept: Kept | None = None,
    reader: Reader = IN_PROCESS,
) -> list[Work]:
    """The works of a folder. A name already ``taken`` gets the folder's before it. Raises UnreadableWorks."""
    entries = sorted(one for one in folder.iterdir() if one.name != TOLD and not one.name.startswith("."))
    if not entries:
        raise UnreadableWorks(f"{folder} 中没有作品", f"there are no works in {folder}")
    told = read_told(_list(folder / TOLD))
    works: dict[str, Work] = {}
    with seldom_collected() as collect:
        for path in entries:
            name = path.stem if path.is_file() else path.name
            id_ = f"{folder.name}/{name}" if name in taken else name
            if id_ in works:
                id_ = path.name
            said = told.get(name) or told.get(path.name)
            works[id_] = read_work(path, excluded, id_=id_, origin=origin, told=said, kept=kept, reader=reader)
            collect()
    return list(works.values())


def _list(file: Path) -> object:
    if not file.exists():
        return {}
    source = read_source(file.read_text(encoding="utf-8", errors="replace"), str(file))
    if source.problems:
        raise UnreadableWorks(source.problems[0].text("zh"), source.problems[0].text("en"))
    return source.data


def shelf(kept: Kept | None = None) -> list[Work]:
    """The models that ship, to be compared with by structure."""
    nothing = prose("")
    works: list[Work] = []
    for name, folder in shipped_models().items():
        file = folder / "model.yaml"
        one = read_file(file.name, file) if kept is None else kept.file(file.name, file)
        assert one.sketch is not None
        plans = (("model.yaml", one.sketch),)
        works.append(Work(name, "shelf", nothing, (), plans, one.sketch.bag, Bag(), Told(point=one.point)))
    return works
