"""`mingjian search`: one index over statutes, judgments, cases, models and answers, and questions asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.options import LakePath, day_of, open_lake, pairs_of
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.knowledge import Change, Document, Hit, Index, Ranking, Results, Rights, Sight

__all__ = ["Folder", "Offices", "app", "open_index", "sight_of"]

app = group()
Folder = Annotated[Path | None, typer.Option("--index", "-i", file_okay=False)]
Offices = Annotated[list[str] | None, typer.Option("--office")]
Lines = Annotated[list[str] | None, typer.Option("--line")]
Secrecy = Annotated[int | None, typer.Option("--secrecy", min=0)]
_LEARNED = "order.json"
_PATIENCE = 60.0
"""Seconds a command waits for another writer of the index."""
_WHAT = ("statutes", "judgments", "models", "cases", "records")


@command(app, "add")
def add(
    what: Annotated[str, typer.Argument()],
    paths: Annotated[list[Path] | None, typer.Argument(exists=True)] = None,
    index: Folder = None,
    lake: LakePath = None,
    office: Annotated[str, typer.Option("--office")] = "",
    secrecy: Annotated[int, typer.Option("--secrecy", min=0)] = 0,
    line: Annotated[str, typer.Option("--line")] = "",
    anew: Annotated[bool, typer.Option("--anew")] = False,
) -> Answer:
    """Put statutes, judgments, models or records into the index."""
    from mingjian.knowledge import Rights

    if what not in _WHAT:
        raise BadInput(f"“{what}”应为 {'、'.join(_WHAT)} 之一", f"'{what}' should be one of {', '.join(_WHAT)}")
    if not paths and what not in ("models", "statutes"):
        raise BadInput("缺少文件或文件夹", "a file or folder is missing")
    here = open_index(index, lake)
    with progress("建立索引", "indexing"):
        given = _gathered(what, paths or (), Rights(office, secrecy, line), lake)
        change = here.replace(given) if anew else here.add(given)
    return _changed(here, change)


@command(app, "find")
def find(
    words: Annotated[str, typer.Argument()],
    index: Folder = None,
    lake: LakePath = None,
    kind: Annotated[list[str] | None, typer.Option("--kind")] = None,
    mark: Annotated[list[str] | None, typer.Option("--mark")] = None,
    on: Annotated[str | None, typer.Option("--on")] = None,
    since: Annotated[str | None, typer.Option("--since")] = None,
    until: Annotated[str | None, typer.Option("--until")] = None,
    every: Annotated[bool, typer.Option("--every")] = False,
    by_authority: Annotated[bool, typer.Option("--by-authority")] = False,
    province: Annotated[str, typer.Option("--province")] = "",
    first: Annotated[int, typer.Option("--first", min=0)] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=400)] = 10,
    office: Offices = None,
    secrecy: Secrecy = None,
    line: Lines = None,
) -> Answer:
    """Search: words, a number, or what happened, as it is said."""
    from mingjian.knowledge import Query, search

    if not words.strip():
        raise BadInput("没有给出要检索的词语", "there are no words to search for")
    query = Query(
        words,
        _kinds(kind or ()),
        {name: (value,) for name, value in pairs_of(mark or (), "--mark").items()},
        on=_day(on, "--on"),
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        every=every,
        by_authority=by_authority,
        province=province,
        first=first,
        limit=limit,
    )
    here = open_index(index, lake)
    found = search(here.snapshot(), query, sight_of(office, secrecy, line), _ranking(here))
    return Answer(_data(found), lambda screen: _show(screen, found, first))


@command(app, "learn")
def learn(
    questions: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], index: Folder = None, lake: LakePath = None
) -> Answer:
    """Learn the order of articles from questions an office has answered."""
    from mingjian.knowledge import ALL
    from mingjian.knowledge import learn as learned
    from mingjian.knowledge.learning import LEAST, read_questions

    here = open_index(index, lake)
    with progress("学习排序", "learning the order"):
        try:
            ranking, taught = learned(here.snapshot(), read_questions(questions), ALL)
        except LookupError as few:
            raise BadInput(
                f"只有 {few} 个问题的答案在索引中，至少要 {LEAST} 个",
                f"{few} questions have their answer in the index, {LEAST} are needed",
            ) from None
    ranking.save(here.folder / _LEARNED)

    def show(screen: Screen) -> None:
        screen.say(
            f"从 {taught} 个问题学得，以后的检索即用此排序", f"learned from {taught} questions; searches use it now"
        )

    return Answer({"questions": taught, "weights": dict(ranking.weights)}, show)


@command(app, "remove")
def remove(ids: Annotated[list[str], typer.Argument()], index: Folder = None, lake: LakePath = None) -> Answer:
    """Take documents out of the index."""
    here = open_index(index, lake)
    return _changed(here, here.remove(ids))


@command(app, "status")
def status(index: Folder = None, lake: LakePath = None) -> Answer:
    """How much the index holds."""
    from mingjian.knowledge import KINDS

    here = open_index(index, lake).snapshot()
    counts = {kind: sum(len(one) - len(one.dead) for one in here.segments if one.kind == kind) for kind in KINDS}

    def show(screen: Screen) -> None:
        place = 0 if screen.lang == "zh" else 1
        rows = [(KINDS[kind][place], f"{many:,}") for kind, many in counts.items() if many]
        screen.table([("种类", "Kind"), ("文书", "Documents")], rows, " r")

    return Answer({"documents": here.count(), "kinds": counts, "segments": len(here.segments)}, show)


def open_index(index: Path | None, lake: Path | None) -> Index:
    """The index named, else the one of the lake."""
    from mingjian.knowledge import Index

    return Index(index if index is not None else open_lake(lake).path / "search", _PATIENCE)


def _ranking(index: Index) -> Ranking:
    """The order the office has learned, else the one that ships."""
    from mingjian.knowledge import Ranking

    file = index.folder / _LEARNED
    return Ranking.read(file) if file.exists() else Ranking()


def sight_of(offices: list[str] | None, secrecy: int | None, lines: list[str] | None) -> Sight:
    """What the command may see: everything, unless it is cut down."""
    from mingjian.knowledge import ALL, Sight

    return Sight(
        ALL.offices if offices is None else frozenset(offices),
        ALL.secrecy if secrecy is None else secrecy,
        ALL.lines if lines is None else frozenset(lines),
    )


def _gathered(what: str, paths: Sequence[Path], rights: Rights, lake: Path | None) -> Iterator[Document]:
    from mingjian.documents import read_documents
    from mingjian.knowledge import from_cases, from_judgments, from_models, from_records, from_statutes
    from mingjian.law import StatuteStore
    from mingjian.library import shipped_models

    if what == "statutes":
        if not paths:
            yield from from_statutes(StatuteStore.open(open_lake(lake).path / "law"))
        for path in paths:
            yield from from_statutes(StatuteStore.import_folder(path))
    elif what == "judgments":
        yield from from_judgments((one for path in paths for one in read_documents(path)), rights)
    elif what == "models":
        yield from from_models(list(paths) or list(shipped_models().values()), rights)
    else:
        for path in paths:
            yield from from_cases(path, rights) if what == "cases" else from_records(path)


def _day(text: str | None, option: str) -> date | None:
    return day_of(text, option) if text else None


def _kinds(asked: Iterable[str]) -> tuple[str, ...]:
    from mingjian.knowledge import KINDS

    for one in asked:
        if one not in KINDS:
            raise BadInput(
                f"--kind：“{one}”应为 {'、'.join(KINDS)} 之一", f"--kind: '{one}' should be one of {', '.join(KINDS)}"
            )
    return tuple(asked)


def _changed(index: Index, change: Change) -> Answer:
    data = {name: getattr(change, name) for name in ("added", "replaced", "same", "removed")}
    count = index.snapshot().count()

    def show(screen: Screen) -> None:
        screen.say(
            f"新增 {change.added}，更新 {change.replaced}，未变 {change.same}，移除 {change.removed}；"
            f"索引中共 {count} 篇",
            f"{change.added} added, {change.replaced} replaced, {change.same} the same, {change.removed} removed; "
            f"{count} documents in the index",
        )

    return Answer({**data, "documents": count}, show)


def _data(found: Results) -> dict[str, Any]:
    return {
        "some": found.some,
        "whole": found.whole,
        "kinds": dict(found.kinds),
        "facets": {name: [list(one) for one in values] for name, values in found.facets.items()},
        "hits": [_hit(one) for one in found.hits],
    }


def _hit(one: Hit) -> dict[str, Any]:
    document = one.document
    days = {"day": document.day, "from": document.from_, "to": document.to}
    return {
        "id": document.id, "kind": document.kind, "title": document.title, "heading": document.heading,
        "source": document.source, **{name: day.isoformat() if day else None for name, day in days.items()},
        "standing": one.standing, "score": one.score, "parts": dict(one.parts), "phrases": list(one.phrases),
        "title_spans": [list(span) for span in one.title_spans],
        "excerpt": {"text": one.shown.text, "start": one.shown.start, "spans": [list(at) for at in one.shown.spans]},
        "also": list(one.also),
    }  # fmt: skip


_STANDING = {
    "in force": ("现行", "in force"),
    "historical": ("历史", "historical"),
    "not yet": ("尚未施行", "not yet in force"),
    "unknown": ("效力未知", "unknown"),
}


def _show(screen: Screen, found: Results, first: int) -> None:
    place = 0 if screen.lang == "zh" else 1
    screen.say(
        f"含全部词语 {found.whole} 篇，含部分词语或同义词语 {found.some} 篇",
        f"{found.whole} documents hold all of it, {found.some} some of it or other words for it",
        "dim",
    )
    for number, one in enumerate(found.hits, start=first + 1):
        document = one.document
        standing = f"  [{_STANDING[one.standing][place]}]" if document.kind == "article" else ""
        screen.line(f"{number:>3}. {document.title}{standing}", "bold")
        screen.line(f"     {_marked(one)}")
        why = "、".join(one.phrases) if one.phrases else document.source
        also = f"，另有 {len(one.also)} 篇同组" if one.also else ""
        also_en = f", {len(one.also)} more of the same" if one.also else ""
        parts = " + ".join(f"{name} {value:.1f}" for name, value in one.parts.items())
        screen.say(f"     依据：{why}（{parts}）{also}", f"     for: {why} ({parts}){also_en}", "dim")


def _marked(one: Hit) -> str:
    """The excerpt with what was met in 【】."""
    out, at = [], 0
    for start, end in one.shown.spans:
        out += [one.shown.text[at:start], "【", one.shown.text[start:end], "】"]
        at = end
    return " ".join("".join([*out, one.shown.text[at:]]).split())
