"""`mingjian identity`: who the records without a usable number are, and what people decided about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.options import Actor, LakePath, acting, open_lake
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.identity import Resolution
    from mingjian.identity.records_file import Record
    from mingjian.lake import Lake

__all__ = ["app"]

app = group()


class Word(StrEnum):
    """What somebody decides."""

    same = "same"
    different = "different"
    unsure = "unsure"
    withdrawn = "withdrawn"


@command(app, "resolve")
def resolve_(memory: Annotated[str | None, typer.Option("--memory")] = None, lake: LakePath = None) -> Answer:
    """Take records without a usable number for known persons and companies, where that is nearly certain."""
    from mingjian.identity import resolve
    from mingjian.runs.signers import audit_log

    opened = open_lake(lake)
    with progress("认定身份", "resolving identity") as bar:
        made = resolve(opened, memory_limit=memory, told=lambda zh, en: bar.at(0.0, zh, en))
    linked = sum(one.linked for one in made.datasets)
    audit_log(opened).append(acting(None), "identity.resolve", made.id, {"linked": linked, "changed": made.changed})
    return Answer(made.model_dump(mode="json"), lambda screen: _show(screen, made))


@command(app, "show")
def show_(resolution: Annotated[str | None, typer.Argument()] = None, lake: LakePath = None) -> Answer:
    """What the newest resolution, or a named one, holds."""
    found = _resolution(open_lake(lake), resolution)
    return Answer(found.model_dump(mode="json"), lambda screen: _show(screen, found))


@command(app, "unsure")
def unsure(
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    resolution: Annotated[str | None, typer.Option("--resolution")] = None,
    lake: LakePath = None,
) -> Answer:
    """Records left for people to decide, those with most rows first."""
    from mingjian.identity.records_file import records_of

    opened = open_lake(lake)
    found = records_of(opened, _resolution(opened, resolution), state="unsure")

    def show(screen: Screen) -> None:
        if not found:
            screen.say("没有需要人工认定的记录", "no record waits for a decision")
        for one in found[:limit]:
            _tell(screen, one)
        if len(found) > limit:
            screen.say(f"另有 {len(found) - limit:,} 条，可用 --limit", f"{len(found) - limit:,} more: see --limit")

    return Answer({"records": [_data(one) for one in found[:limit]], "all": len(found)}, show)


@command(app, "explain")
def explain(
    record: Annotated[str, typer.Argument()],
    resolution: Annotated[str | None, typer.Option("--resolution")] = None,
    lake: LakePath = None,
) -> Answer:
    """Why a record was taken for somebody, or for nobody."""
    opened = open_lake(lake)
    found = _records(opened, _resolution(opened, resolution), record)

    def show(screen: Screen) -> None:
        for one in found:
            _tell(screen, one)

    return Answer([_data(one) for one in found], show)


@command(app, "decide")
def decide(
    record: Annotated[str, typer.Argument()],
    key: Annotated[str, typer.Argument()],
    word: Annotated[Word, typer.Option("--word")],
    why: Annotated[str, typer.Option("--why")] = "",
    actor: Actor = None,
    lake: LakePath = None,
) -> Answer:
    """Decide that a record is somebody, is somebody else, or stays open, or withdraw that. Counts from the next
    `resolve` on."""
    from mingjian.identity import Decisions
    from mingjian.runs.signers import audit_log

    opened = open_lake(lake)
    found = _records(opened, _resolution(opened, None), record)
    fingerprint = found[0].fingerprint
    if key not in opened.subjects.ids(found[0].kind, [key]):
        near = "、".join(one.key for one in found[0].candidates) or "—"
        raise BadInput(f"没有号码为 {key} 的主体（候选：{near}）", f"nobody has the number {key} (candidates: {near})")
    made = Decisions(opened).record(found[0].kind, fingerprint, key, word.value, acting(actor), why)
    audit_log(opened).append(made.by, "identity.decide", fingerprint, {"word": made.word, "number": made.number})

    def show(screen: Screen) -> None:
        screen.say(
            f"已记录第 {made.number} 号认定，下次 mingjian identity resolve 起生效；可以重新认定",
            f"decision {made.number} kept: it counts from the next mingjian identity resolve on, and may be made anew",
        )

    return Answer(made.model_dump(mode="json"), show)


def _resolution(lake: Lake, written: str | None) -> Resolution:
    from mingjian.identity import IdentityError, IdentityStore

    store = IdentityStore(lake)
    found = store.get(written) if written else store.latest()
    if found is None:
        zh, en = (
            "还没有身份认定：请先运行 mingjian identity resolve",
            "nothing resolved yet: run mingjian identity resolve",
        )
        raise IdentityError(zh, en)
    return found


def _records(lake: Lake, resolution: Resolution, written: str) -> list[Record]:
    """The records of one fingerprint, of which the first digits are enough."""
    from mingjian.identity.records_file import records_of

    found = records_of(lake, resolution, fingerprint=written) if len(written) >= 6 else []
    marks = sorted({one.fingerprint for one in found})
    if len(marks) != 1:
        zh, en = ("没有", "no record") if not marks else ("不止一条", "more than one record")
        raise BadInput(
            f"{zh}以“{written}”开头的记录（至少 6 位，见 mingjian identity unsure）",
            f"{en} begins with '{written}' (6 digits at least, see mingjian identity unsure)",
        )
    return found


def _show(screen: Screen, made: Resolution) -> None:
    rows = sum(one.rows for one in made.datasets)
    linked = sum(one.linked for one in made.datasets)
    screen.say(
        f"身份认定 {made.id}：证件号码不可用的 {rows:,} 行中认定 {linked:,} 行；{made.changed:,} 条认定与上次不同",
        f"resolution {made.id}: of {rows:,} rows without a usable number {linked:,} were taken for somebody; "
        f"{made.changed:,} links differ from those before",
    )
    heads = [("数据集", "Dataset"), ("不可用", "Unusable"), ("已认定", "Linked"), ("待人工", "For people")]
    listed = [[one.dataset, f"{one.rows:,}", f"{one.linked:,}", f"{one.unsure:,}"] for one in made.datasets if one.rows]
    screen.table(heads, listed, " rrr")


def _tell(screen: Screen, one: Record) -> None:
    zh = screen.lang == "zh"
    screen.line(f"{one.fingerprint[:12]}  {one.dataset}  {one.rows:,}", "bold")
    screen.line("  " + "，".join(filter(None, [one.raw, *one.told.values()])))
    for candidate in one.candidates:
        why = ("；" if zh else "; ").join(str(reason["zh" if zh else "en"]) for reason in candidate.reasons)
        decided = ("人工认定" if zh else "decided") if candidate.decided else f"{candidate.chance * 100:.2f}%"
        screen.line(f"    {candidate.key}  {decided}  {why}")


def _data(one: Record) -> dict[str, Any]:
    return {
        "record": one.fingerprint, "dataset": one.dataset, "raw": one.raw, **one.told, "rows": one.rows,
        "state": one.state,
        "candidates": [
            {"key": c.key, "chance": c.chance, "reasons": list(c.reasons), "decided": c.decided} for c in one.candidates
        ],
    }  # fmt: skip
