"""What must hold in the database after the load: nothing lost, nothing doubled, nothing half done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from benchmarks.desk.visitor import Log
from mingjian.lake import Lake

__all__ = ["wrong"]


def wrong(log: Log, since: datetime, lake: Lake) -> list[str]:
    """Everything that does not hold; the desk is stopped and this process has it open."""
    from mingjian.desk.cases.models import Case, Letter
    from mingjian.desk.cases.models import Counter as Numbers
    from mingjian.desk.clues.models import Check, Clue, Step
    from mingjian.desk.traces.models import Trace
    from mingjian.runs import audit_log

    found: list[str] = []

    def same(what: str, here: Iterable[tuple[str, ...]], there: Iterable[tuple[str, ...]]) -> None:
        one, other = Counter(here), Counter(there)
        lost, more = one - other, other - one
        if lost or more:
            found.append(f"{what}: {sum(lost.values())} lost, {sum(more.values())} too many: {[*lost, *more][:3]}")

    steps = list(Step.objects.filter(at__gte=since).values_list("by__username", "clue_id", "action"))
    traced = Trace.objects.filter(at__gte=since, action__startswith="clue.")
    traced = traced.exclude(action__in=["clue.read", "clue.check", "clue.unmask"])
    traces = [
        (actor, clue, action.removeprefix("clue."))
        for actor, clue, action in traced.values_list("actor", "object", "action")
    ]
    same("accepted acts and steps", log.acts, steps)
    same("steps and traces", steps, traces)
    checks = Check.objects.filter(at__gte=since).values_list("clue_id", "key")
    same("answers of checklists", set(log.answers), checks)

    touched = {clue for _, clue, _ in steps}
    counted = Counter(Step.objects.filter(clue__in=touched).values_list("clue_id", flat=True))
    for clue in Clue.objects.filter(pk__in=touched).select_related("owner"):
        if clue.version != 1 + counted[clue.pk]:
            found.append(f"{clue.pk}: version {clue.version} after {counted[clue.pk]} steps")
        last = Step.objects.filter(clue=clue).exclude(action="verify").order_by("-id").first()
        if last is not None and last.action == "claim" and clue.owner_id != last.by_id:
            found.append(f"{clue.pk}: held by {clue.owner}, claimed by {last.by_id}")
    for clue_id, mine, others in log.races:
        if (mine, others).count(200) > 1:
            found.append(f"{clue_id}: two claimed it")

    filed = sum(action == "file" for _, _, action in steps)
    if (cases := Case.objects.filter(filed_at__gte=since).count()) != filed:
        found.append(f"{filed} filed, {cases} cases")
    for name, table in (("case", Case.objects.all()), ("letter", Letter.objects.exclude(number=None))):
        numbers = Counter(one for one in table.values_list("number", flat=True) if one)
        if doubled := [one for one, times in numbers.items() if times > 1]:
            found.append(f"numbers of a {name} given twice: {doubled[:3]}")
    given = sum(one.last for one in Numbers.objects.all())
    used = Case.objects.count() + Letter.objects.exclude(number=None).exclude(number="").count()
    if given != used:
        found.append(f"{given} numbers given, {used} used")
    signed = sum(step == "sign" for _, _, step in log.letters)
    if (there := Letter.objects.filter(signed_on__isnull=False).count()) != signed:
        found.append(f"{signed} letters signed, {there} in the table")
    if unsealed := Trace.objects.filter(sealed=0).count():
        found.append(f"{unsealed} traces are not in the audit log")
    if problems := audit_log(lake).verify():
        found.append(f"the audit log: {problems[:3]}")
    return found
