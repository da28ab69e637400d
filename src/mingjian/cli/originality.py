"""`mingjian originality`: what works have in common, as evidence for two people."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.originality.index import Kind
    from mingjian.originality.kept import Kept
    from mingjian.originality.report import Report
    from mingjian.originality.thresholds import Border

__all__ = ["app"]

app = group()
Path_ = Annotated[Path, typer.Argument(exists=True)]
Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False)]
Exclude = Annotated[list[Path] | None, typer.Option("--exclude", exists=True)]
Earlier = Annotated[list[Path] | None, typer.Option("--earlier", exists=True, file_okay=False)]
Borders = Annotated[Path | None, typer.Option("--borders", exists=True, dir_okay=False)]
Html = Annotated[Path | None, typer.Option("--html", dir_okay=False)]
_KINDS = {"text": ("文字", "text"), "structure": ("结构", "structure"), "program": ("程序", "program")}


@command(app, "compare")
def compare(
    one: Path_,
    other: Path_,
    exclude: Exclude = None,
    borders: Borders = None,
    html: Html = None,
    province: Annotated[Path | None, typer.Option("--province", exists=True, file_okay=False)] = None,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
) -> Answer:
    """What two works have in common."""
    from mingjian.originality.gather import excluded_of, shelf
    from mingjian.originality.report import found
    from mingjian.originality.walled import Walled
    from mingjian.originality.work import read_work

    names = (one.name, other.name) if one.name != other.name else (str(one), str(other))
    with Walled([one, other, *(exclude or ())]) as reader:
        excluded = excluded_of(exclude or (), reader)
        paths = zip((one, other), names, strict=True)
        works = [read_work(path, excluded, id_=name, reader=reader) for path, name in paths]
    report = found([*works, *shelf()], _borders(borders), alone=True)
    if province is None:
        return _answer(report, html)
    return _with_behaviour(_answer(report, html), report, (one, other), names, province, as_of)


def _with_behaviour(
    answer: Answer, report: Report, paths: tuple[Path, Path], names: tuple[str, str], province: Path, as_of: str | None
) -> Answer:
    """The answer with what both works find in one province; the report and its hash are as they were."""
    from mingjian.cli.options import day_of, open_lake
    from mingjian.originality.behaviour import behaviour, found_by, models_of

    if as_of is None:
        raise BadInput("--province 需要 --as-of 写明运行日期", "--province needs --as-of, the day of the runs")
    folders = [models_of(path) for path in paths]
    for path, held in zip(paths, folders, strict=True):
        if not held:
            raise BadInput(f"{path} 中没有模型文件夹", f"{path} holds no folder of a model")
    lake, day = open_lake(province), day_of(as_of, "--as-of")
    with progress("在同一份数据上运行", "running over the same data"):
        both = behaviour(*(found_by(lake, held, day) for held in folders))
    alike = next((match for match in report.matches if {match.one, match.other} == set(names)), None)
    structure = alike is not None and "structure" in alike.witnesses and alike.witnesses["structure"].passes
    told = both.data(structure)

    def show(screen: Screen) -> None:
        answer.show(screen)
        screen.say(
            f"行为：线索对象 {both.one}、{both.other} 个，相同 {both.both} 个；{told['zh']}",
            f"behaviour: subjects of clues {both.one} and {both.other}, {both.both} the same; {told['en']}",
        )

    return Answer({**answer.data, "behaviour": told}, show)


@command(app, "report")
def report(
    folder: Folder,
    earlier: Earlier = None,
    exclude: Exclude = None,
    borders: Borders = None,
    html: Html = None,
    mask: Annotated[bool, typer.Option("--mask")] = False,
    index: Annotated[Path | None, typer.Option("--index", file_okay=False)] = None,
    only: Annotated[list[str] | None, typer.Option("--only")] = None,
) -> Answer:
    """All works of a folder with each other, with earlier ones and with the shelf."""
    from mingjian.originality.gather import excluded_of, shelf, works_of
    from mingjian.originality.report import found
    from mingjian.originality.walled import Walled
    from mingjian.standards.errors import nearest as closest

    places = [folder, *(earlier or ()), *(exclude or ())]
    with progress("比较作品", "comparing works"), _kept(index) as kept, Walled(places) as reader:
        excluded = excluded_of(exclude or (), reader)
        works = works_of(folder, excluded, kept=kept, reader=reader)
        names = [work.id for work in works]
        for asked in only or ():
            if asked not in names:
                near = closest(asked, names)
                zh, en = (f"，最接近的是 {near}", f", the nearest is {near}") if near else ("", "")
                raise BadInput(f"{folder} 中没有作品 {asked}{zh}", f"there is no work {asked} in {folder}{en}")
        for one in earlier or ():
            works += works_of(one, excluded, "earlier", [work.id for work in works], kept, reader)
        told = found([*works, *shelf(kept)], _borders(borders), mask=mask, about=only)
    return _answer(told, html)


def _kept(index: Path | None) -> AbstractContextManager[Kept | None]:
    from mingjian.originality.kept import Kept

    if index is None:
        return nullcontext()
    try:
        return Kept(index)
    except OSError as error:
        raise BadInput(f"{index} 不能用作索引文件夹", f"{index} cannot hold the index") from error


@command(app, "nearest")
def nearest(
    work: Path_,
    earlier: Earlier = None,
    most: Annotated[int, typer.Option("--most", min=1)] = 5,
    limit: Annotated[int, typer.Option("--limit", min=0)] = 5,
) -> Answer:
    """The models and works nearest to one, by what they do."""
    from mingjian.originality.gather import shelf, works_of
    from mingjian.originality.nearest import crowded
    from mingjian.originality.nearest import nearest as near_to
    from mingjian.originality.prose import Excluded
    from mingjian.originality.walled import Walled
    from mingjian.originality.work import read_work

    with Walled([work, *(earlier or ())]) as reader:
        mine = read_work(work, Excluded(), reader=reader)
        if not mine.structure:
            raise BadInput(f"{work} 中没有模型或能读的查询", f"{work} holds no model and no query that can be read")
        others = shelf()
        for one in earlier or ():
            others += works_of(one, Excluded(), "earlier", [other.id for other in others], reader=reader)
    found = near_to(mine, others, most)
    full = crowded(mine, others, limit)
    data = [
        {
            "work": one.id, "value": round(one.value, 6), "of_one": round(one.of_one, 6),
            "of_other": round(one.of_other, 6), "standards": list(one.standards),
            "steps": [[pair.one, pair.other] for pair in one.how.steps],
        }
        for one in found
    ]  # fmt: skip

    def show(screen: Screen) -> None:
        heads = [("作品", "Work"), ("相似", "Alike"), ("占本件", "Of this"), ("占该件", "Of that")]
        heads += [("共用清单", "Lists of both"), ("对应步骤", "Steps alike")]
        rows = (
            (one.id, f"{one.value:.3f}", _share(one.of_one), _share(one.of_other), ", ".join(one.standards),
             ", ".join(f"{pair.one} = {pair.other}" for pair in one.how.steps[:4]))
            for one in found
        )  # fmt: skip
        screen.table(heads, rows, " rrr")
        for one in full:
            there = ", ".join(one.others)
            screen.say(
                f"监督点“{one.point}”已有模型 {len(one.others)} 个，达到上限 {one.limit}：{there}。再增加须说明理由",
                f"{len(one.others)} models stand under the point '{one.point}', the limit is {one.limit}: {there}. One "
                "more takes a reason",
            )

    points = [{"point": one.point, "models": list(one.others), "limit": one.limit} for one in full]
    return Answer({"nearest": data, "full": points}, show)


@command(app, "calibrate")
def calibrate(
    folder: Folder,
    out: Annotated[Path | None, typer.Option("--out", dir_okay=False)] = None,
    exclude: Exclude = None,
    rate: Annotated[float | None, typer.Option("--rate", min=0.0, max=0.5)] = None,
) -> Answer:
    """Borders over works of which none is a copy, to be used for others."""
    from mingjian.originality.gather import excluded_of, shelf, works_of
    from mingjian.originality.index import KINDS, all_pairs
    from mingjian.originality.report.findings import borders_of
    from mingjian.originality.thresholds import RATES
    from mingjian.originality.walled import Walled

    with Walled([folder, *(exclude or ())]) as reader:
        works = [*works_of(folder, excluded_of(exclude or (), reader), reader=reader), *shelf()]
    rates = RATES if rate is None else dict.fromkeys(KINDS, rate)
    found = borders_of(works, all_pairs(works), rates, clean=True)
    data = {"borders": {kind: one.data() for kind, one in found.items()}}
    if out is not None:
        out.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return Answer(data, lambda screen: _show_borders(screen, found))


def _borders(file: Path | None) -> dict[Kind, Border] | None:
    from mingjian.originality.thresholds import read_borders

    if file is None:
        return None
    try:
        return read_borders(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{file} 不是 originality calibrate 保存的界限", f"{file} holds no borders kept by originality calibrate"
        ) from error


def _answer(report: Report, html: Path | None) -> Answer:
    from mingjian.originality.report import page

    if html is not None:
        html.write_text(page(report), encoding="utf-8", errors="replace")
    data: dict[str, Any] = report.data()

    def show(screen: Screen) -> None:
        _show_borders(screen, dict(report.borders))
        heads = [("作品", "Work"), ("相似于", "Alike to"), ("关系", "Relation"), ("类别", "Kinds")]
        heads += [("占前者", "Of the first"), ("占后者", "Of the second")]
        screen.table(heads, (_row(screen, one) for one in data["matches"]), "    rr")
        if not data["matches"]:
            screen.say("没有高于界限的", "nothing is above a border")
        for group_ in data["clusters"]:
            screen.say(f"相互相似：{'、'.join(group_)}", f"alike in a row: {', '.join(group_)}")
        for work in data["works"]:
            for one in work["unread"]:
                screen.say(
                    f"{work['work']} {one['file']}：{one['zh']}", f"{work['work']} {one['file']}: {one['en']}", "dim"
                )
        screen.say(data["says"]["zh"], data["says"]["en"], "dim")
        screen.line(data["hash"], "dim")

    return Answer(data, show)


def _row(screen: Screen, match: dict[str, Any]) -> list[str]:
    words = {"other": ("他人", "other"), "own": ("本人", "own"), "declared": ("已声明", "declared")}
    place = 0 if screen.lang == "zh" else 1
    passed = {kind: one for kind, one in match["witnesses"].items() if one["passes"]}
    return [
        match["one"], match["other"], words[match["relation"]][place],
        ", ".join(_KINDS[kind][place] for kind in passed),
        ", ".join(_share(one["of_one"]) for one in passed.values()),
        ", ".join(_share(one["of_other"]) for one in passed.values()),
    ]  # fmt: skip


def _show_borders(screen: Screen, borders: dict[Kind, Border]) -> None:
    heads = [("类别", "Kind"), ("界限", "Border"), ("误报率", "Rate"), ("互不相关的对数", "Unrelated pairs")]
    heads += [("高于界限", "Above"), ("95%区间", "95 %")]
    place = 0 if screen.lang == "zh" else 1
    rows = []
    for kind, one in borders.items():
        few = "" if one.enough else ("（太少）" if place == 0 else " (too few)")
        how = ("（推算）", " (reckoned)")[place] if one.spared else ""
        rows.append([_KINDS[kind][place], f"{one.value:.3f}{how}", f"{one.rate:.2%}", f"{one.pairs}{few}", one.above,
                     f"{one.low:.2%} – {one.high:.2%}"])  # fmt: skip
    screen.table(heads, rows, " rrrrr")


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"
