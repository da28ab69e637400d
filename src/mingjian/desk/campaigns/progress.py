"""How far a campaign is, by office: a few grouped queries over what the reader sees.

The clues of a campaign are those of its models, in its versions, once a model ran in it: open ones, and those that were
concluded since it was published. A run goes over all data of the lake, so a model that ran anywhere counts everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingjian.desk.campaigns.models import Campaign, CampaignRun, Part
from mingjian.desk.campaigns.schemas import Progress
from mingjian.desk.campaigns.states import PartState, Stage
from mingjian.desk.cases.models import Case, Member
from mingjian.desk.clues.models import Clue, Step
from mingjian.desk.clues.states import OPEN, State
from mingjian.desk.jobs.models import OVER, Status
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right

__all__ = ["ended_models", "jobs_of", "progress_of", "stage_of", "summed"]

_OPEN = [one.value for one in OPEN]
_CONCLUDES = ("file", "reject", "transfer")


def ended_models(campaign: Campaign) -> set[str]:
    """The models that ran to the end in the campaign."""
    done = CampaignRun.objects.filter(part__campaign=campaign, job__state=Status.DONE.value)
    return set(done.values_list("chosen__model", flat=True))


def jobs_of(parts: Iterable[Part]) -> dict[int, tuple[int, int]]:
    """Runs of each part, and how many of them are not over."""
    still = Count("pk", filter=~Q(job__state__in=[one.value for one in OVER]))
    rows = CampaignRun.objects.filter(part__in=list(parts)).order_by().values_list("part")
    return {part: (n, working) for part, n, working in rows.annotate(n=Count("pk"), working=still)}


def progress_of(user: User, campaign: Campaign, parts: Iterable[Part]) -> tuple[dict[int, Progress], Progress] | None:
    """What each part came to, and all together, of what the user sees; None for who sees no clues."""
    if not user.may(Right.SEE_CLUES):
        return None
    shown = list(parts)
    below = _below(shown)
    clues = _clues(user, campaign, list(below))
    found: dict[int, Progress] = defaultdict(Progress)
    for office, state, n in clues.order_by().values_list("office", "state").annotate(n=Count("*")):
        one = found[office]
        one.clues += n
        one.open += n if state in _OPEN else 0
        one.verified += 0 if state in _OPEN else n
        one.confirmed += n if state == State.FILED else 0
    _add_cases(user, campaign, clues, found)
    by_part = {part.pk: summed(found[pk] for pk, of in below.items() if part.pk in of) for part in shown}
    return by_part, summed(found.values())


def stage_of(part: Part, runs: int, progress: Progress | None) -> Stage:
    """The furthest an office is. What others' runs found in its place is not its own doing before it takes part."""
    if part.state == PartState.DECLINED:
        return Stage.DECLINED
    if part.state == PartState.ASKED:
        return Stage.UNSEEN if part.seen is None else Stage.SEEN
    if progress is not None:
        if progress.rectified or progress.recovered:
            return Stage.OUTCOMES
        for count, stage in ((progress.cases, Stage.CASES), (progress.verified, Stage.VERIFIED),
                             (progress.clues, Stage.CLUES)):  # fmt: skip
            if count:
                return stage
    return Stage.RUNNING if runs else Stage.TAKEN


def summed(many: Iterable[Progress]) -> Progress:
    """All together."""
    total = Progress()
    for one in many:
        for name in Progress.model_fields:
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def _below(parts: list[Part]) -> dict[int, set[int]]:
    """Each office that is of a part, or below one that is → the parts it counts in. A city and a county may both be
    asked: what the county does counts in both, and once in the sum."""
    found: dict[int, set[int]] = defaultdict(set)
    roots = {part.office.path: part.pk for part in parts}
    for pk, path in Office.objects.values_list("pk", "path"):
        codes = path.split("/")
        for end in range(1, len(codes)):
            part = roots.get("/".join(codes[:end]) + "/")
            if part is not None:
                found[pk].add(part)
    return found


def _clues(user: User, campaign: Campaign, offices: list[int]) -> QuerySet[Clue]:
    ran = ended_models(campaign)
    which = Q(pk__in=[])
    for chosen in campaign.models.all():
        if chosen.model in ran:
            which |= Q(model=chosen.model, model_version=chosen.model_version)
    concluded = Step.objects.filter(clue=OuterRef("pk"), action__in=_CONCLUDES, at__gte=campaign.published)
    return Clue.objects.visible_to(user).filter(
        which & (Q(state__in=_OPEN) | Exists(concluded)), office__in=offices, found="present"
    )


def _add_cases(user: User, campaign: Campaign, clues: QuerySet[Clue], found: Mapping[int, Progress]) -> None:
    """A case counts once, where the gravest of its clues is: also one that an office above filed."""
    cases = Case.objects.visible_to(user).filter(filed_at__gte=campaign.published)
    rows = (
        Member.objects.filter(clue__in=clues.order_by().values("pk"), case__in=cases.order_by().values("pk"))
        .order_by("case", "-clue__rank", "clue")
        .values_list(
            "case", "clue__office", "case__outcome__rectified", "case__outcome__recovered",
            "case__outcome__held_to_account",
        )
    )  # fmt: skip
    counted: Counter[int] = Counter()
    for case, office, rectified, recovered, held in rows:
        counted[case] += 1
        if counted[case] > 1:
            continue
        one = found[office]
        one.cases += 1
        one.rectified += bool(rectified)
        one.recovered += Decimal(recovered or 0)
        one.held += held or 0
