"""Computing on the desk: the library computes, the desk says who asks, and what is wrong in words."""

from __future__ import annotations

from typing import Any

from mingjian.assist.sentencing import (
    Calculation,
    Facts,
    Option,
    Parameters,
    SentencingError,
    Shelf,
    calculate,
    read_facts,
    what_if,
)
from mingjian.assist.sentencing import choices as choices_of
from mingjian.assist.sentencing.coverage import coverage as coverage_of
from mingjian.assist.sentencing.coverage import provinces
from mingjian.assist.sentencing.indexed import judged_of
from mingjian.assist.sentencing.paper import draft
from mingjian.assist.sentencing.printing import FORMS
from mingjian.assist.sentencing.similar import LEAST, Among, deviation, like
from mingjian.assist.sentencing.spans import shown as in_digits
from mingjian.assist.sentencing.taking import Draft, drafts_of, of_crime
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.searching.services import seen_by
from mingjian.desk.sentencing import schemas
from mingjian.desk.sentencing.parameters import FOLDER, the_parameters
from mingjian.desk.sentencing.shown import problem, shown, standing
from mingjian.desk.sentencing.signing import signed
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Text, storable, text, texts_in
from mingjian.documents import read_text
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.standards.regions import region_list

__all__ = ["checked", "choices", "compute", "computed", "coverage", "paper_of", "reader", "take", "told", "try_change"]

_STATE = {
    "complete": Coded(code="complete", zh="完整", en="complete"),
    "partial": Coded(code="partial", zh="部分", en="partial"),
    "missing": Coded(code="missing", zh="缺", en="missing"),
}
_OWN = Text(
    zh=f"本省的数值放在数据湖的 {FOLDER} 文件夹中（*.yaml），格式见 docs/sentencing.md",
    en=f"a province's own values lie in the lake's folder {FOLDER} (*.yaml); their form is in docs/sentencing.md",
)
_NO_JUDGMENTS = Text(
    zh="没有可以查到的裁判文书。请数据管理员在“检索”页的“更新检索”中导入",
    en="there are no judgments to look in. Ask whoever keeps the data to add some under Search, Update the search",
)


def reader(user: User) -> User:
    """Whoever sees clues handles cases. `NotFound` for others."""
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    return user


def coverage(asked: schemas.CoverageQuery) -> schemas.CoverageOf:
    """Which crimes and provinces the parameters cover on a day."""
    on, parameters = asked.on or today(), the_parameters()
    crimes = [
        schemas.CoveredCrime(
            charge=one.charge, state=_STATE[one.state], situations=one.situations, present=one.present,
            unverified=one.unverified, reprinted=one.reprinted, unconfirmed=one.unconfirmed, provincial=one.provincial,
        )
        for one in coverage_of(parameters, on, asked.province or None)
    ]  # fmt: skip
    own = provinces(parameters, on)
    listed = [
        schemas.ProvinceCovered(code=code[:2], name=region_list().label(code), crimes=own.get(code[:2], 0))
        for code in region_list()
        if code.endswith("0000")
    ]
    return schemas.CoverageOf(on=on, crimes=crimes, provinces=listed, hint=_OWN)


def choices(asked: schemas.ChoicesQuery) -> schemas.CrimeChoices:
    """What can be stated of a crime on a day."""
    parameters, on = the_parameters(), asked.on or today()
    crime = parameters.crime_of(asked.charge)
    if crime is None:
        near = "、".join(nearest(asked.charge, [one.charge for one in parameters.crimes.values()]))
        zh, en = (f"，是否指{near}", f", did you mean {near}") if near else ("", "")
        raise BadRequest(
            f"没有“{asked.charge}”的量刑参数{zh}", f"no sentencing parameters for '{asked.charge}'{en}", "charge"
        )
    found = choices_of(parameters, crime, on, asked.province or None)
    groups = [
        schemas.OfferedGroup(title=Text(zh=title[0], en=title[1]), options=list(map(_offered, options)))
        for title, options in found.groups
    ]
    return schemas.CrimeChoices(
        charge=found.charge, on=on, situations=list(map(_offered, found.situations)), groups=groups,
        steps=list(map(_offered, found.steps)), drugs=list(found.drugs),
    )  # fmt: skip


def compute(user: User, given: schemas.FactsGiven, before: Facts | None) -> schemas.Reckoned:
    """The result of facts, or all that is wrong with them."""
    made = told(computed, user, given, before)
    if isinstance(made, list):
        return schemas.Reckoned(problems=made, facts="", result=None)
    return schemas.Reckoned(problems=[], facts=made.facts.model_dump_json(exclude_defaults=True), result=shown(made))


def computed(user: User, given: schemas.FactsGiven, before: Facts | None) -> Calculation:
    """The calculation of facts, every choice in somebody's name."""
    parameters = the_parameters()
    return calculate(_stated(user, given, before, parameters), Shelf(parameters))


def told(make: Any, *given: Any) -> Any:
    """What something makes of facts, or the list of what is wrong with them."""
    try:
        return make(*given)
    except ModelErrors as error:
        return [problem(one.path, *_words(one)) for one in error.problems]
    except SentencingError as error:
        return [problem("", error.zh, error.en)]


def try_change(user: User, given: schemas.WhatIf, before: Facts | None) -> schemas.TermMoved:
    """What one change of the facts does to the term."""
    parameters = the_parameters()

    def make() -> Any:
        facts = _stated(user, given, before, parameters)
        return what_if(facts, parameters, crime=given.crime, added=given.added, removed=given.removed)

    found = told(make)
    if isinstance(found, list):
        nothing = Text(zh="", en="")
        return schemas.TermMoved(problems=found, before=nothing, after=nothing, low=0, high=0, changed=False)
    return schemas.TermMoved(
        problems=[], before=text(found.before.form), after=text(found.after.form), low=found.low, high=found.high,
        changed=bool(found.low or found.high),
    )  # fmt: skip


def checked(user: User, given: schemas.ProposedTerm, before: Facts | None) -> schemas.TermChecked:
    """Terms of like judgments the reader may see, and how a proposal stands to them and to the rule."""
    made = told(computed, user, given, before)
    if isinstance(made, list):
        return schemas.TermChecked(problems=made, band=[], like=None, held=None)
    seen = seen_by(user)
    filled = any(one.kind == "judgment" for one in seen.segments)
    charge = made.crimes[0].charge
    among = like(judged_of(seen, charge), made.facts, the_parameters()) if len(made.crimes) == 1 else None
    held = None
    if given.months is not None:
        found = deviation(given.months, made.band_months, among)
        held = schemas.TermHeld(
            months=found.months, inside_rule=found.inside_rule, inside_cases=found.inside_cases, alarm=found.alarm
        )
    return schemas.TermChecked(problems=[], band=list(made.band_months), like=_like(among, filled), held=held)


def take(given: schemas.TextGiven) -> schemas.TakenFacts:
    """What an indictment or a judgment tells, for a person to confirm or deny."""
    drafts = list(drafts_of(given.text, ""))
    why = None
    if not drafts:
        unread = read_text(given.text).unread
        zh, en = unread or ("没有读到被告人", "no defendant was read")
        why = Text(zh=f"{zh}；只读起诉书和刑事裁判文书", en=f"{en}; only indictments and criminal judgments are read")
    return schemas.TakenFacts(drafts=[_draft(one) for one in drafts], why=why)


def paper_of(user: User, made: Calculation, lang: Any, form: str, about: str) -> bytes:
    """The draft of a proposal; that it was taken is traced."""
    trace(user.username, "sentencing.draft", about, form=form, charges=[one.charge for one in made.crimes])
    return FORMS[form](draft(made, lang))


# -- within ----------------------------------------------------------------------------------------------


def _stated(user: User, given: schemas.FactsGiven, before: Facts | None, parameters: Parameters) -> Facts:
    """The facts, every choice in somebody's name."""
    facts = read_facts(given.facts, "facts", parameters)
    if not all(map(storable, texts_in(facts.plain()))):
        raise SentencingError("含有不能保存的字符", "it holds signs that cannot be kept")
    return signed(facts, user.name, before)


def _words(one: Problem) -> tuple[str, str]:
    """What is wrong, what was expected, what may be meant; the place is told beside it."""
    near = "、".join(one.nearest)
    zh = [one.zh, f"应为：{one.expected_zh}" if one.expected_zh else "", f"是否想写：{near}" if near else ""]
    en = [one.en, f"expected: {one.expected_en}" if one.expected_en else "", f"did you mean: {near}" if near else ""]
    return "；".join(filter(None, zh)), "; ".join(filter(None, en))


def _offered(one: Option) -> schemas.OfferedFact:
    return schemas.OfferedFact(
        id=one.id, title=Text(zh=one.title[0], en=one.title[1]), ends=one.ends, lighter=one.lighter, low=one.low,
        high=one.high, amount=list(one.amount) if one.amount else None, per=one.per,
        severe=one.direction == "severe", first=one.first, needs_ratio=one.needs_ratio, source=one.source,
        standing=standing(one.standing), note=Text(zh=one.note[0], en=one.note[1]),
    )  # fmt: skip


def _like(among: Among | None, filled: bool) -> schemas.LikeTerms:
    hidden = among is None or among.hidden
    zh, en = f"类案不足 {LEAST} 件，不显示", f"fewer than {LEAST} like cases: not shown"
    if among is None:
        zh, en = "数罪并罚的案件不比较类案", "several crimes are not compared with like cases"
    return schemas.LikeTerms(
        filled=filled, hint=Text(zh=zh, en=en) if filled else _NO_JUDGMENTS, hidden=hidden,
        count=among.count if among is not None and not hidden else None,
        filters=list(among.filters) if among is not None else [],
        quantiles={name: in_digits(value) for name, value in among.quantiles.items()} if among is not None else {},
    )  # fmt: skip


def _draft(one: Draft) -> schemas.TakenDraft:
    parameters, crimes = the_parameters(), []
    for charge in one.charges:
        crime = parameters.crime_of(charge)
        known = parameters.circumstances_of(crime) if crime is not None else {}
        facts = [
            schemas.TakenFact(
                circumstance=name, title=text(known[name].title), start=source.start, end=source.end,
                text=source.text, sure=source.sure,
            )
            for name, source in (of_crime(one, crime, parameters).items() if crime is not None else ())
        ]  # fmt: skip
        crimes.append(schemas.TakenCrime(charge=charge, known=crime is not None, facts=facts))
    return schemas.TakenDraft(
        defendant=one.defendant, act=one.act, convicted=one.convicted, born=one.born, crimes=crimes
    )
