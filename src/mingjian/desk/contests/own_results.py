"""An entrant's own result after publication: by criterion, his judges called A, B, C."""

from __future__ import annotations

from mingjian.desk.contests.appeals import lettered, may_appeal, own_appeal
from mingjian.desk.contests.models import Appeal
from mingjian.desk.contests.result_schemas import CriterionResult, OwnResult
from mingjian.desk.contests.results import award_of, outcomes_of, ranks_of, standing_of
from mingjian.desk.contests.running import figures_of
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.works import own_work
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.models import User

__all__ = ["own_result"]


def own_result(user: User, slug: str, word: str) -> OwnResult:
    """What became of a work of one's own."""
    at = seen(user, slug)
    at.need(What.PUBLISHED)
    work = own_work(at, word)
    data = outcomes_of(at.contest).get(work.kind)
    mine = ranks_of(data).get(work.number) if data is not None else None
    if data is None or mine is None:
        raise NotFound("此作品没有结果", "there is no result of this work")
    rules, forms = at.rules.definition.types[work.kind], lettered(work)
    means = data["means"]
    return OwnResult(
        work=work.number, standing=standing_of(mine["standing"]), rank=mine["rank"], first=mine["first"],
        of=sum(one["rank"] is not None for one in data["ranks"]), score=mine["score"], low=mine["low"],
        high=mine["high"], award=award_of(rules, mine["rank"]),
        criteria=[
            CriterionResult(
                zh=asked.title.zh, en=asked.title.en, weight=asked.weight, mean=means[name].get(work.number),
                given={letter: one.scores[name] for letter, one in forms if name in one.scores},
                reasons={letter: one.reasons[name] for letter, one in forms if one.reasons.get(name)},
            )
            for name, asked in rules.criteria.items()
        ],
        runs=figures_of(work), appeal=own_appeal(at, work),
        may_appeal=may_appeal(at) and not Appeal.objects.filter(work=work).exists(),
    )  # fmt: skip
