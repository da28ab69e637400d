"""The kind of jobs `index`: statutes, models or judgments into the search, beside the index in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from mingjian.desk.answers.keeping import index_all_again
from mingjian.desk.errors import BadRequest
from mingjian.desk.filling.receiving import PAPERS, forget, place_of, receive
from mingjian.desk.following.services import tell_of_index
from mingjian.desk.held.services import may_read
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.known import known
from mingjian.desk.law import law_folder
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.searching.services import the_index
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.documents import DocumentError, read_documents
from mingjian.knowledge import Change, Index, IndexFault, Rights, from_judgments, from_models, from_statutes
from mingjian.law.store import EmptyStore, StatuteStore

__all__ = ["KIND", "WHAT", "start_index", "start_judgments"]

CODE = "index"
_PATIENCE = 600.0
"""Seconds a job waits for another writer, as for the keeper's round or the command line."""
WHAT = {"statutes": ("法条", "statutes"), "models": ("监督模型", "models"), "judgments": ("裁判文书", "judgments")}


def start_index(user: User, what: Sequence[str]) -> Job:
    """Queue the making anew of what the index has of statutes and models."""
    named = "、".join(WHAT[one][0] for one in what)
    return add_job(user, CODE, "search", {"what": list(what)}, named)


def start_judgments(user: User, name: str, office: str, read: Callable[[int], bytes], announced: int) -> Job:
    """Take judgments in and queue their adding; they are seen by the office and those above it."""
    if not Office.objects.filter(pk__in=user.offices_below, code=office).exists():
        raise BadRequest("没有这个院，或不在您的范围内", "there is no such office, or it is not below yours", "office")
    kept = receive(name, read, announced, PAPERS)
    return add_job(user, CODE, "search", {"what": ["judgments"], "kept": kept, "office": office}, name)


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    given, total = job.argument, {"added": 0, "replaced": 0, "same": 0, "removed": 0}
    try:
        anew = "kept" not in given and _begun_anew(_index())
        for number, what in enumerate(given["what"]):
            zh, en = WHAT[what]
            watch.tell(f"编入{zh}", f"indexing {en}", 0.05 + 0.9 * number / len(given["what"]))
            change = _indexed(what, given)
            for name in total:
                total[name] += getattr(change, name)
    except (IndexFault, DocumentError) as error:
        if "kept" in given:
            forget(given["kept"])  # a refused job is over: papers that name people do not stay behind
        raise Refused([(CODE, error.zh, error.en)]) from error
    finally:
        watch.tell("完成", "done", 1.0)
    trace(
        job.by.username,
        "search.index",
        "search",
        what="、".join(given["what"]),
        office=given.get("office", ""),
        **total,
    )
    tell_of_index()
    if "kept" in given:
        forget(given["kept"])
    return {**total, "anew": anew, "documents": the_index().snapshot().count()}


def _index() -> Index:
    return Index(the_index().folder, _PATIENCE)


def _begun_anew(index: Index) -> bool:
    """An index that cannot be read any more is begun with nothing in it; published answers come back by themselves."""
    anew = index.begin_anew_if_unreadable()
    if anew:
        index_all_again()
    return anew


def _indexed(what: str, given: dict[str, Any]) -> Change:
    index = _index()
    if what == "judgments":
        rights = Rights(given["office"])
        return index.add(from_judgments(read_documents(place_of(given["kept"])), rights))
    if what == "models":
        return index.refresh(from_models(_models()), "model")
    try:
        with closing(StatuteStore.open(law_folder())) as store:
            return index.refresh(from_statutes(store), "article")
    except EmptyStore:
        return index.refresh([], "article")


def _models() -> Iterator[Path]:
    """Folders of the models everybody may read; one in a pilot is its offices' own."""
    return (one.folder for one in known().values() if one.folder is not None and may_read((), one))


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    return {job.pk: _one(job) for job in jobs}


def _one(job: Job) -> Told:
    result, made = job.result, None
    if "documents" in result:
        said = Text(
            zh=f"新增 {result['added']}，更新 {result['replaced']}，移除 {result['removed']}",
            en=f"{result['added']} added, {result['replaced']} replaced, {result['removed']} removed",
        )
        if result.get("anew"):
            said = Text(
                zh=f"原索引已不能读取，重新建立；裁判文书请再导入。{said.zh}",
                en=f"the old index could not be read and was begun anew: add judgments again. {said.en}",
            )
        made = JobResult(said=said, place="/search/fill")
    title = Text(zh=f"更新检索：{job.purpose}", en=f"Search: {job.purpose}")
    return Told(title, "/search/fill", [Fact(label=Text(zh="内容", en="what"), value=job.purpose)], made)


KIND = Kind(CODE, "检索更新", "update of the search", Right.LOAD_DATA, _work, _told)
