"""The kind of jobs `statutes`: texts of laws into the store, what that changed, and what it touches.

Doing it twice changes nothing: the same files again are the same store. What changed is told against the store as it
was when the job first began, a copy of which is kept until it is over.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mingjian.assist.citations import Graph, beside_models, of_models
from mingjian.desk.filling.indexing import start_index
from mingjian.desk.filling.receiving import STATUTES, forget, place_of, receive
from mingjian.desk.following.services import tell_of_articles
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.known import known
from mingjian.desk.law import law_folder
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.law.store import FILE, DamagedStore, Imported, StatuteErrors, StatuteStore, import_statutes
from mingjian.law.store.changes import Changes, changes

__all__ = ["KIND", "start_import"]

CODE = "statutes"
_MOST = 200
"""Articles, files and mistakes that a report names; how many there are it says of all."""


def start_import(user: User, name: str, origin: str, licence: str, read: Callable[[int], bytes], announced: int) -> Job:
    """Take a file of statutes in and queue its import."""
    kept = receive(name, read, announced, STATUTES)
    argument = {"kept": kept, "name": name, "origin": origin, "licence": licence}
    return add_job(user, CODE, "statutes", argument, name)


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    given = job.argument
    folder, files = law_folder(), place_of(given["kept"])
    before = files.with_name(f"{given['kept']}.before")
    if not before.is_dir():
        _copy(folder, before)
    watch.tell("读取并写入法律文本", "reading and writing the texts", 0.1)
    try:
        done = import_statutes(folder, files, given["origin"], given["licence"])
    except (StatuteErrors, ValueError) as error:
        forget(given["kept"])
        shutil.rmtree(before, ignore_errors=True)
        raise _refused(error) from error
    watch.tell("与原文本比较", "comparing with the texts before", 0.7)
    changed = _changed(before, folder)
    watch.tell("查找所涉模型和数据", "looking for what it touches", 0.9)
    result = _told_of(done, changed)
    trace(
        job.by.username, "statutes.import", given["name"], added=done.added, changed=done.changed,
        articles=len(changed.articles),
    )  # fmt: skip
    tell_of_articles(changed)
    if not done.unchanged:
        start_index(job.by, ("statutes", "models"))
    forget(given["kept"])
    shutil.rmtree(before, ignore_errors=True)
    return result


def _copy(folder: Path, to: Path) -> None:
    made = to.with_suffix(".making")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    if (folder / FILE).is_file():
        shutil.copyfile(folder / FILE, made / FILE)
    made.rename(to)


def _changed(before: Path, after: Path) -> Changes:
    with closing(StatuteStore.open(after)) as now:
        try:
            then = StatuteStore.open(before) if (before / FILE).is_file() else None
        except DamagedStore:
            then = None
        if then is None:
            return changes(None, now)
        with closing(then):
            return changes(then, now)


def _refused(error: Exception) -> Refused:
    if not isinstance(error, StatuteErrors):
        zh, _, en = str(error).partition(" / ")
        return Refused([(CODE, zh, en or zh)])
    return Refused([(CODE, f"{one.where}：{one.zh}", f"{one.where}: {one.en}") for one in error.problems[:_MOST]])


def _told_of(done: Imported, changed: Changes) -> dict[str, Any]:
    told = changed.as_dict()
    return {
        "laws": done.laws, "versions": done.versions, "added": done.added, "changed": done.changed,
        "unchanged": done.unchanged, "left_out": list(done.left_out[:_MOST]), "left_out_count": len(done.left_out),
        "new": told["new"][:_MOST], "new_count": len(changed.new), "repealed": told["repealed"][:_MOST],
        "articles": told["articles"][:_MOST], "articles_count": len(changed.articles),
        "touched": _touched(changed)[:_MOST],
    }  # fmt: skip


def _touched(changed: Changes) -> list[dict[str, Any]]:
    """What rests on an article that reads otherwise now, each thing once with its articles."""
    graph = Graph([*of_models(known().values()), *beside_models()])
    found: dict[tuple[str, str], dict[str, Any]] = {}
    laws = {*changed.repealed, *changed.gone}
    codes = [code for code in graph.articles() if code in changed.codes or any(code.startswith(law) for law in laws)]
    for use in (use for code in codes for use in graph.of_code(code)):
        if not changed.touches(use.article.law, use.code.removeprefix(use.article.law)):
            continue
        title = {"zh": use.title.zh, "en": use.title.en}
        one = found.setdefault((use.kind, use.id), {"kind": use.kind, "id": use.id, "title": title, "cites": []})
        if use.article.text not in one["cites"]:
            one["cites"].append(use.article.text)
    return list(found.values())


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    return {job.pk: _one(job) for job in jobs}


def _one(job: Job) -> Told:
    result, made = job.result, None
    if "laws" in result:
        said = Text(
            zh=f"新增 {result['added']}、变更 {result['changed']} 份文本；{result['articles_count']} 条有变化",
            en=f"{result['added']} added, {result['changed']} changed, {result['articles_count']} articles differ",
        )
        made = JobResult(said=said, place="/statutes/fill")
    title = Text(zh=f"导入法律文本 {job.purpose}", en=f"Import of statutes: {job.purpose}")
    facts = [Fact(label=Text(zh="文件", en="file"), value=job.purpose)]
    return Told(title, "/statutes/fill", facts, made)


KIND = Kind(CODE, "法律文本导入", "import of statutes", Right.LOAD_DATA, _work, _told)
