"""Results as they may be seen: by number once frozen, with names once two people signed and it was published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mingjian.contest.definition import ContestType
from mingjian.contest.forms import digest_of
from mingjian.desk.contests.forms import form_info, forms_of
from mingjian.desk.contests.freezing import bundle_of
from mingjian.desk.contests.models import Contest, FormRow, Outcome, Signature, Work
from mingjian.desk.contests.result_schemas import (
    ContestResult,
    FinalOutcome,
    FinalPlace,
    RankedWork,
    ResultForms,
    ShadowInfo,
    SignatureInfo,
    TypeResult,
)
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, SeatKind
from mingjian.desk.contests.work_schemas import AuthorInfo
from mingjian.desk.contests.works import about_of, type_of
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Text, coded, text

__all__ = ["award_of", "export_of", "outcomes_of", "page_of", "public_result", "published", "ranks_of", "result_forms",
           "result_page", "standing_of"]  # fmt: skip

_STANDINGS = {
    "judged": ("参评", "judged"), "anchor": ("锚定作品", "anchor"), "withdrawn": ("已撤回", "withdrawn"),
    "failed": ("未通过", "failed"), "refused": ("不予受理", "refused"),
}  # fmt: skip


def result_page(user: User, slug: str) -> ContestResult:
    """The frozen result for those who run and sign; with names for them once names join numbers."""
    at = seen(user, slug)
    at.need(What.RESULTS, What.PUBLISHED)
    if not at.may(What.RESULTS):
        return page_of(at, names=True)
    return page_of(at, names=at.may(What.NAMES))


def published(user: User, slug: str) -> ContestResult:
    """The published result, for everybody on the desk."""
    at = seen(user, slug)
    if not at.phase.reached(Phase.PUBLISHED):
        raise NotFound("结果尚未公布", "the result is not published yet")
    return page_of(at, names=True)


def public_result(slug: str) -> ContestResult | None:
    """The published result of a contest whose file says that it is public; None for any other."""
    contest = Contest.objects.filter(slug=slug, phase__in=[Phase.PUBLISHED.value, Phase.FINAL.value]).first()
    if contest is None:
        return None
    at = Seen(User(), contest, None)
    return page_of(at, names=True) if at.rules.definition.public else None


def result_forms(user: User, slug: str) -> ResultForms:
    """All forms of a frozen result, each with who entered it and from which paper."""
    at = seen(user, slug)
    at.need(What.EXPORT)
    rows = FormRow.objects.filter(contest=at.contest).select_related("work", "judge", "entered_by").order_by("number")
    return ResultForms(items=[form_info(at, one) for one in rows])


def export_of(user: User, slug: str) -> tuple[str, bytes]:
    """The frozen export, as a ZIP; taking it is traced."""
    at = seen(user, slug)
    at.need(What.EXPORT)
    data = bundle_of(at.contest)
    trace(user.username, "contest.export", at.contest.slug, digest=at.contest.digest)
    return f"{at.contest.slug}-results.zip", data


def outcomes_of(contest: Contest) -> dict[str, dict[str, Any]]:
    """What was computed over the forms as they are, by type."""
    forms = forms_of(contest)
    kinds = sorted({one.kind for one in forms})
    wanted = {kind: digest_of([one for one in forms if one.kind == kind]) for kind in kinds}
    found = Outcome.objects.filter(contest=contest, on__in=list(wanted.values()))
    return {one.kind: one.data for one in found if wanted.get(one.kind) == one.on}


def ranks_of(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Rank, score, interval, raw mean of each work of a type."""
    table, estimate = data["estimate"]["table"], data["estimate"]
    at = {work: place for place, work in enumerate(table["works"])}
    within = {one["work"]: one for one in data["intervals"]}
    counts = [0] * len(table["works"])
    for place in table["work"]:
        counts[place] += 1
    found = {}
    for one in data["ranks"]:
        place, interval = at.get(one["work"]), within.get(one["work"])
        ranks = one["rank"] is not None
        found[one["work"]] = {
            **one, "first": one.get("first"), "low": interval["low"] if interval and ranks else None,
            "high": interval["high"] if interval and ranks else None,
            "raw": round(estimate["raw"][place], 4) if place is not None else None,
            "forms": counts[place] if place is not None else 0,
        }  # fmt: skip
    return found


def award_of(rules: ContestType, rank: int | None) -> Text | None:
    """The award of a rank: places are filled from the highest award down; works that share a rank share its award."""
    if rank is None:
        return None
    last = 0
    for award in rules.awards:
        last += award.number
        if rank <= last:
            return Text(zh=award.title.zh, en=award.title.en)
    return None


def standing_of(code: str) -> Coded:
    """What became of a work."""
    zh, en = _STANDINGS[code]
    return Coded(code=code, zh=zh, en=en)


def page_of(at: Seen, *, names: bool) -> ContestResult:
    """The result as it is kept, with titles and authors or without."""
    contest, phase = at.contest, at.phase
    signed = list(Signature.objects.filter(contest=contest, digest=contest.digest).select_related("seat__user"))
    mine = any(at.seat is not None and one.seat_id == at.seat.pk for one in signed)
    runs = at.may(What.RESULTS)
    about = (
        {one.number: about_of(one) for one in Work.objects.filter(contest=contest).exclude(number="")} if names else {}
    )
    ready = bool(contest.digest) or runs
    found = outcomes_of(contest) if ready and contest.bundle else {}
    when = contest.since.get(Phase.PUBLISHED.value) if phase.reached(Phase.PUBLISHED) else None
    return ContestResult(
        title=text(at.rules.definition.title), organiser=text(at.rules.definition.organiser),
        phase=coded(phase.value, phase), published=datetime.fromisoformat(when) if when else None,
        digest=contest.digest,
        shadow=ShadowInfo(**contest.shadow) if contest.shadow and runs else None,
        signatures=[
            SignatureInfo(name=one.seat.user.name, at=one.at, public=one.public, signature=one.signature)
            for one in signed
        ],
        signed_by_me=mine,
        may_sign=at.kind is SeatKind.SIGNER and phase is Phase.FROZEN and bool(contest.digest) and not mine,
        types=[_type(kind, at.rules.definition.types[kind], data, about) for kind, data in sorted(found.items())],
    )  # fmt: skip


def _type(kind: str, rules: ContestType, data: Mapping[str, Any], about: Mapping[str, Any]) -> TypeResult:
    works = []
    for number, one in ranks_of(data).items():
        said = about.get(number)
        works.append(RankedWork(
            work=number, standing=standing_of(one["standing"]), score=one["score"], rank=one["rank"],
            first=one["first"], low=one["low"], high=one["high"], told_apart_by=one["by"],
            award=award_of(rules, one["rank"]), raw=one["raw"], forms=one["forms"],
            title=said["title"] if said else None,
            authors=[AuthorInfo(**a) for a in said["authors"]] if said else None,
        ))  # fmt: skip
    said = data["diagnosis"]
    return TypeResult(
        type=type_of(kind), works=works, verdict=said["verdict"], zh=said["zh"], en=said["en"],
        alpha=data["agreement"]["interval"]["value"],
        notes=[Text(zh=one["zh"], en=one["en"]) for one in data["notes"]],
        finals=[
            FinalOutcome(
                works=[
                    FinalPlace(work=w["work"], place=w["place"], better=w["better"], worse=w["worse"])
                    for w in one["works"]
                ],
                comparisons=one["comparisons"],
            )
            for one in data.get("finals", [])
        ],
    )  # fmt: skip
