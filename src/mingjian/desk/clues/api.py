"""`/api/clues`: the inbox, the clue page, its evidence, steps, checks, papers and proof."""

from __future__ import annotations

import time
from contextlib import suppress

from django.http import FileResponse, HttpRequest
from ninja import File, Query, Router, Status
from ninja.files import UploadedFile

from mingjian.desk.clues import papers
from mingjian.desk.clues.checklist import answer
from mingjian.desk.clues.copies import copy_of
from mingjian.desk.clues.evidence import evidence, judgments, unmask
from mingjian.desk.clues.evidence_schemas import Evidence, JudgmentInfo
from mingjian.desk.clues.graph import expand, start
from mingjian.desk.clues.graph_schemas import Expand, Graph
from mingjian.desk.clues.handovers import HandoverList, HandoverQuery, handovers
from mingjian.desk.clues.listing import list_clues
from mingjian.desk.clues.page import page
from mingjian.desk.clues.schemas import Act, Answer, Bulk, BulkDone, ClueList, CluePage, ClueQuery, Proof, Unmask
from mingjian.desk.clues.steps import act, act_on_many, assignable, find
from mingjian.desk.errors import NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.people import Person
from mingjian.desk.words import Text
from mingjian.runs import prove

__all__ = ["router"]

router = Router(tags=["clues"])


@router.get("/clues", response=ClueList)
def list_(request: HttpRequest, query: Query[ClueQuery]) -> ClueList:
    """Clues the user sees, with counts by facet."""
    return list_clues(user_of(request), query)


@router.post("/clues/bulk", response=BulkDone)
def bulk(request: HttpRequest, given: Bulk) -> BulkDone:
    """One step for several clues, each on its own."""
    return act_on_many(user_of(request), given)


@router.get("/clues/{clue}", response=CluePage)
def one(request: HttpRequest, clue: str) -> CluePage:
    """One clue with everything but its evidence."""
    return page(user_of(request), clue)


@router.get("/clues/{clue}/evidence", response=Evidence)
def evidence_(request: HttpRequest, clue: str) -> Evidence:
    """The rows behind a clue, masked by the reader's clearance."""
    user = user_of(request)
    return evidence(user, find(user, clue))


@router.post("/clues/{clue}/unmask", response=Evidence)
def unmask_(request: HttpRequest, clue: str, given: Unmask) -> Evidence:
    """The rows as they are; logged with the reason."""
    user = user_of(request)
    return unmask(user, find(user, clue), given.why)


@router.get("/clues/{clue}/graph", response=Graph)
def graph(request: HttpRequest, clue: str) -> Graph:
    """The relationship graph of a clue as it begins: its subject and what its evidence holds. Logged."""
    user = user_of(request)
    return start(user, find(user, clue))


@router.post("/clues/{clue}/graph/expand", response=Graph)
def expand_(request: HttpRequest, clue: str, given: Expand) -> Graph:
    """What stands in one row with a node of the graph, in data the user sees; counted and logged."""
    user = user_of(request)
    return expand(user, find(user, clue), given.node)


@router.post("/clues/{clue}/judgments", response=list[JudgmentInfo])
def judgments_(request: HttpRequest, clue: str, given: Unmask) -> list[JudgmentInfo]:
    """The judgments behind a clue, whole, with marks; logged with the reason."""
    user = user_of(request)
    return judgments(user, find(user, clue), given.why)


@router.post("/clues/{clue}/prove", response=Proof)
def prove_(request: HttpRequest, clue: str) -> Proof:
    """Prove a clue again: files, rows and result."""
    user = user_of(request)
    row, begun = find(user, clue), time.perf_counter()
    if copy_of(row) is not None:
        return Proof(
            status="unavailable", zh="来自外网的线索在原系统复验；此处佐证为签名文件所载副本，不能改动",
            en="a clue from another network is proved where it came from; its evidence here is the signed copy",
            differences=[], checked_at=now(), seconds=0.0,
        )  # fmt: skip
    made = prove(the_lake(), row.pk, row.run, actor=user.username)
    return Proof(
        status=made.status, zh=made.zh, en=made.en,
        differences=[Text(zh=one.zh, en=one.en) for one in made.differences],
        checked_at=made.checked_at, seconds=round(time.perf_counter() - begun, 2),
    )  # fmt: skip


@router.post("/clues/{clue}/act", response={200: CluePage, 204: None})
def act_(request: HttpRequest, clue: str, given: Act) -> CluePage | Status[None]:
    """Take a step; the clue as it is now, or nothing (204) when it is out of the user's sight now."""
    user = user_of(request)
    act(user, clue, given)
    with suppress(NotFound):
        return page(user, clue)
    return Status(204, None)


@router.put("/clues/{clue}/checks/{key}", response=CluePage)
def check(request: HttpRequest, clue: str, key: str, given: Answer) -> CluePage:
    """Answer a question of the checklist."""
    user = user_of(request)
    answer(user, find(user, clue), key, given)
    return page(user, clue)


@router.post("/clues/{clue}/attachments", response=CluePage)
def attach(request: HttpRequest, clue: str, file: File[UploadedFile]) -> CluePage:
    """Put a file to a clue."""
    user = user_of(request)
    papers.attach(user, find(user, clue), file)
    return page(user, clue)


@router.get("/attachments/{number}")
def attachment(request: HttpRequest, number: int) -> FileResponse:
    """A file somebody put to a clue, always as a download."""
    found, stream = papers.file_of(user_of(request), number)
    return FileResponse(stream, as_attachment=True, filename=found.name, content_type="application/octet-stream")


@router.get("/clues/{clue}/people", response=list[Person])
def people(request: HttpRequest, clue: str) -> list[Person]:
    """To whom the user may assign the clue."""
    user = user_of(request)
    return [Person(username=one.username, name=one.name) for one in assignable(user, find(user, clue))]


@router.get("/handovers", response=HandoverList)
def handed_over(request: HttpRequest, query: Query[HandoverQuery]) -> HandoverList:
    """What was handed over to other offices: when, by whom, to whom and why."""
    return handovers(user_of(request), query)


@router.get("/people", response=list[Person])
def all_people(request: HttpRequest) -> list[Person]:
    """To whom the user may assign clues at all."""
    return [Person(username=one.username, name=one.name) for one in assignable(user_of(request))]
