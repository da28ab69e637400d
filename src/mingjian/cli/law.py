"""`mingjian law`: statutes imported, shown as of a day, compared; citations found and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mingjian.cli.ask_book import recheck_answers, today_of
from mingjian.cli.command import Answer, command, group
from mingjian.cli.errors import BadInput
from mingjian.cli.law_check import check, cite
from mingjian.cli.law_code import asked_for, code_of
from mingjian.cli.law_store import opened, place_of
from mingjian.cli.law_uses import cited_by
from mingjian.cli.options import LakePath, day_of
from mingjian.cli.progress import progress
from mingjian.cli.screen import Screen

if TYPE_CHECKING:
    from mingjian.law.store import Version, View
    from mingjian.law.store.difference import Change, Part

__all__ = ["app"]

app = group()
Law = Annotated[str, typer.Argument()]
ArticleArgument = Annotated[str, typer.Argument()]
On = Annotated[str | None, typer.Option("--on")]
_STATES = {
    "in_force": ("现行", "in force"), "current": ("现行", "current"), "historical": ("历史", "historical"),
    "not_yet": ("尚未施行", "not yet in force"), "unknown": ("未知", "unknown"),
}  # fmt: skip
_WHY = {
    "no_such_article": ("该版本没有这一条", "this version has no such article"),
    "before_known": (
        "早于已导入的版本，当时的文字未知",
        "before the versions imported; its words then are not known",
    ),
    "words_unknown": ("当时有此条，文字未知", "it stood then, with words not known"),
    "not_yet": ("当时法律尚未通过", "the law had not been passed then"),
    "repealed": ("法律已废止", "the law was repealed"),
    "start_unknown": ("文本从何时施行未知", "it is not known from when this text is in force"),
}


@command(app, "import")
def import_(
    paths: Annotated[list[Path], typer.Argument(exists=True)],
    lake: LakePath = None,
    source: Annotated[str, typer.Option("--source")] = "",
    licence: Annotated[str, typer.Option("--licence")] = "",
) -> Answer:
    """Read folders or files of statutes into the store."""
    from mingjian.law.store import import_statutes

    place = place_of(lake)
    done = []
    with progress("导入法律文本", "importing statutes") as bar:
        for number, path in enumerate(paths):
            bar.at(number / len(paths), path.name, path.name)
            done.append(import_statutes(place, path, source, licence))
    stale = recheck_answers(lake, today_of(None))
    last = done[-1]
    added, changed = sum(one.added for one in done), sum(one.changed for one in done)
    left_out = [name for one in done for name in one.left_out]

    def show(screen: Screen) -> None:
        screen.say(
            f"新增 {added}、变更 {changed} 份文本；库中法律 {last.laws} 部、版本 {last.versions} 个",
            f"{added} texts added, {changed} changed; the store holds {last.laws} laws in {last.versions} versions",
        )
        for name in left_out:
            screen.say(f"未收：{name}（没有条文）", f"left out: {name} (no article in it)", "dim")
        if stale:
            screen.say(
                f"所引条文已变化，{len(stale)} 条答复转待复核",
                f"{len(stale)} answers cite articles that have changed and are to be re-checked",
                "yellow",
            )

    data = {"laws": last.laws, "versions": last.versions, "added": added, "changed": changed, "left_out": left_out,
            "to_recheck": [one.id for one in stale]}  # fmt: skip
    return Answer(data, show)


@command(app, "list")
def list_(words: Annotated[str, typer.Argument()] = "", lake: LakePath = None) -> Answer:
    """Laws of the store whose title holds some words, with their versions."""
    store = opened(lake)
    found = [store.versions(name) for name in store.laws() if words in name or words in store.law(name).title]

    def show(screen: Screen) -> None:
        place = 0 if screen.lang == "zh" else 1
        heads = [("法律", "Law"), ("版本", "Versions"), ("现有文本施行日", "From"), ("状态", "Status")]
        rows = [[v[-1].law.title, len(v), v[-1].start or "—", _STATES[v[-1].status][place]] for v in found]
        screen.table(heads, rows, " r")

    return Answer([{"law": v[0].law.title, "versions": [_version(one) for one in v]} for v in found], show)


@command(app, "show")
def show_(law: Law, article: ArticleArgument = "", on: On = None, lake: LakePath = None) -> Answer:
    """An article as it reads on a day; without one, the versions of the law and where they come from."""
    store = opened(lake)
    law, article = asked_for(law, article)
    if not article:
        versions = store.versions(law)
        return Answer([_version(one) for one in versions], lambda screen: _show_versions(screen, versions))
    view = store.article(law, code_of(article), _day(on))
    return Answer(_viewed(view), lambda screen: _show_view(screen, view))


@command(app, "history")
def history(law: Law, article: ArticleArgument = "", lake: LakePath = None) -> Answer:
    """An article through time: what it said from when to when, and what changed."""
    from mingjian.law.store.difference import timeline

    store = opened(lake)
    law, article = asked_for(law, article)
    changes = timeline(store.through_time(law, code_of(article)))
    if not changes:
        raise BadInput(
            f"《{law}》的已知版本都没有第 {article} 条", f"no version of 《{law}》 known has article {article}"
        )

    def show(screen: Screen) -> None:
        for one in changes:
            _show_change(screen, one)

    return Answer([one.as_dict() for one in changes], show)


@command(app, "diff")
def diff(
    law: Law,
    article: ArticleArgument,
    since: Annotated[str | None, typer.Argument()] = None,
    until: Annotated[str | None, typer.Argument()] = None,
    lake: LakePath = None,
) -> Answer:
    """What changed in an article between two days; signs that differ in glyph only are no change."""
    from mingjian.law.store.difference import difference

    store = opened(lake)
    one_word = asked_for(law, "")
    if one_word[1]:  # `刑法264 2001-01-01`: what stands behind the one word are days
        (law, article), since, until = one_word, article, since
    if since is None:
        raise BadInput("缺少前一日期，如 2001-01-01", "the earlier day is missing, as 2001-01-01")
    views = [store.article(law, code_of(article), _day(day)) for day in (since, until)]
    unknown = [one for one in views if one.text is None]
    parts = [] if unknown else difference(views[0].text or "", views[1].text or "")
    same = not unknown and all(part.kind == "same" for part in parts)

    def show(screen: Screen) -> None:
        for one in unknown:
            _show_view(screen, one)
        if same:
            screen.say("文字相同", "the words are the same")
        elif parts:
            _show_parts(screen, parts)

    told = [{"kind": part.kind, "text": part.text} for part in parts]
    return Answer({"same": None if unknown else same, "parts": told, "texts": [_viewed(one) for one in views]}, show)


command(app, "cite")(cite)
command(app, "check")(check)
command(app, "cited-by")(cited_by)


def _day(on: str | None) -> date | None:
    return day_of(on, "--on") if on else None


def _version(one: Version) -> dict[str, Any]:
    return {**one.as_dict(), "amended_by": list(one.amended_by), "gaps": list(one.gaps)}


def _viewed(view: View) -> dict[str, Any]:
    from mingjian.law.articles import article_code

    return {
        "law": view.law.title, "article": article_code(*view.key), "on": view.on, "state": view.state, "why": view.why,
        "text": view.text, "from": view.start, "to": view.end, "path": view.path,
        "notes": [{"zh": zh, "en": en} for zh, en in view.notes],
        "sources": [one.file for one in view.version.sources] if view.version else [],
    }  # fmt: skip


def _show_view(screen: Screen, view: View) -> None:
    from mingjian.law.articles import article_code

    place = 0 if screen.lang == "zh" else 1
    screen.line(f"《{view.law.title}》{article_code(*view.key)}  [{_STATES[view.state][place]}]  {view.on}", "bold")
    if view.why:
        screen.line(_WHY[view.why][place], "yellow")
    if view.text:
        screen.line(view.text)
        start, end = view.start or "?", view.end
        screen.say(f"{start} 起，至 {end or '今'}", f"{start} to {end or 'now'}", "dim")
    for note in view.notes:
        screen.line(note[place], "dim")


def _show_versions(screen: Screen, versions: list[Version]) -> None:
    place = 0 if screen.lang == "zh" else 1
    screen.line(versions[0].law.title, "bold")
    heads = [("施行", "From"), ("至", "To"), ("状态", "Status"), ("修改依据", "Amended by"), ("来源", "Source")]
    rows = [
        [v.start or "—", v.end or "", _STATES[v.status][place], (v.amended_by or ("",))[-1], v.sources[-1].file]
        for v in versions
    ]
    screen.table(heads, rows)
    for zh, en in {("；".join(v.gaps), "; ".join(v.gaps)) for v in versions if v.gaps}:
        screen.say(f"头注所列修改未导入：{zh}", f"amendments named by the head note were not imported: {en}", "dim")


def _show_change(screen: Screen, one: Change) -> None:
    place = 0 if screen.lang == "zh" else 1
    now = one.now
    screen.line(f"{now.start or '?'} – {now.end or ''}  [{_STATES[now.status][place]}]", "bold")
    if not now.text:
        screen.line(_WHY["words_unknown"][place], "yellow")
    elif one.parts:
        _show_parts(screen, list(one.parts))
    else:
        screen.line(now.text)


def _show_parts(screen: Screen, parts: list[Part]) -> None:
    """In plain signs, for those who cannot see colours: 〔+…+〕 came, 〔-…-〕 went."""
    signs = {"same": ("", ""), "added": ("〔+", "+〕"), "removed": ("〔-", "-〕")}
    screen.line("".join(signs[part.kind][0] + part.text + signs[part.kind][1] for part in parts))
