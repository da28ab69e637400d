"""Everything that rests on articles, from what ships and what an office adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

from mingjian.assist.citations.use import Kind, Use
from mingjian.assist.evidence import Pack, shipped_packs, shipped_rules
from mingjian.assist.evidence.laws import cited as referred
from mingjian.assist.evidence.rule import Rule
from mingjian.assist.sentencing import Parameters, shipped_parameters
from mingjian.assist.sentencing.definition import Circumstance, Crime, Ref, Situation
from mingjian.assist.sentencing.parameters import NATION
from mingjian.law import charge, charges, limits
from mingjian.law.articles import Article, parse_code, parse_short, short_title
from mingjian.library import shipped_models
from mingjian.models import Model, load_model
from mingjian.models.statutes import resting_on
from mingjian.models.texts import Text

__all__ = ["beside_models", "of_law", "of_models", "of_packs", "of_parameters", "of_rules", "shipped_uses"]

_ARTICLES = re.compile(r"第?(\d+(?:之\d+)?)条?(?:[—–~-]第?(\d+)条?)?$")
_NUMBER = re.compile(r"[（(][^（）()]*(?:号|年)[）)]$")


def shipped_uses() -> tuple[Use, ...]:
    """Of everything that ships."""
    return (*of_models(load_model(folder) for folder in shipped_models().values()), *beside_models())


@cache
def beside_models() -> tuple[Use, ...]:
    """Of everything that ships but the models, which change while a program runs."""
    return (
        *of_packs(shipped_packs().values()),
        *of_rules(shipped_rules().values()),
        *of_parameters(shipped_parameters()),
        *of_law(),
    )


def of_models(models: Iterable[Model]) -> Iterator[Use]:
    """The basis of models."""
    for model in models:
        where = f"{model.id}/model.yaml"
        for basis, article in resting_on(model):
            yield Use("model", model.id, model.definition.title, article, basis.from_, basis.to, where)


def of_packs(packs: Iterable[Pack]) -> Iterator[Use]:
    """The sources of packs: of the charge, of each requirement, of what speaks for the suspect."""
    for pack in packs:
        file = pack.file
        places = [("law", file.law)]
        places += [
            (f"points.{name}.{need.id}", need.ref) for name, point in file.points.items() for need in point.needs
        ]
        places += [(f"favourable.{one.id}", one.ref) for one in file.favourable]
        for place, references in places:
            yield from _referring("pack", pack.id, file.title, f"{pack.id} {place}", references)


def of_rules(rules: Iterable[Rule]) -> Iterator[Use]:
    """The sources of rules."""
    for rule in rules:
        yield from _referring("rule", rule.id, rule.file.says, f"rules {rule.id}", rule.file.ref)


def of_parameters(parameters: Parameters) -> Iterator[Use]:
    """The sources of parameters, of every value of every layer, the articles of circumstances, and those of the
    charges whose tiers stand in them."""
    for id_ in parameters.ids():
        title, statute = _entry(parameters, id_)
        for layer in (NATION, *sorted(parameters.layers)):
            for value in parameters.values(id_, layer):
                where = id_ if layer == NATION else f"{layer} {id_}"
                for article in (*_of_reference(value.ref), *(parse_short(one) for one in statute)):
                    yield Use("parameter", id_, title, article, value.from_, value.to, where)
    for name, crime in parameters.crimes.items():
        for provision, (its, situation) in product(_provisions(crime), crime.situations.items()):
            id_ = f"crimes.{name}.situations.{its}"
            for band in situation.bands:
                article = parse_short("刑法" + provision)
                yield Use("parameter", id_, _entry(parameters, id_)[0], article, band.from_, band.to, f"{id_} bands")


def of_law() -> Iterator[Use]:
    """Charges and limits of penalties, as the tables of law have them."""
    for one in charges().values():
        title = Text(zh=one.name, en=one.name)
        for provision in one.provisions:
            yield Use("charge", one.name, title, parse_short("刑法" + provision), one.start, one.end, one.name)
    for limit in limits():
        title, article = Text(zh=limit.zh, en=limit.en), parse_short(limit.law + limit.article)
        yield Use("limit", limit.id, title, article, limit.start, limit.end, f"limits.yaml {limit.id}")


# -- within ----------------------------------------------------------------------------------------------


def _referring(kind: Kind, id_: str, title: Text, where: str, references: Sequence[str]) -> Iterator[Use]:
    for reference in references:
        one = referred(reference)
        article = Article(short_title(one.law.title), *_provision(one.article))
        yield Use(kind, id_, title, article, one.law.start, one.law.end, f"{where}: {reference}")


def _provision(article: Article) -> tuple[int, int, int, int]:
    return article.number, article.inserted, article.paragraph, article.item


def _provisions(crime: Crime) -> Sequence[str]:
    found = charge(crime.charge)
    return found.provisions if found is not None else ()


def _entry(parameters: Parameters, id_: str) -> tuple[Text, Sequence[str]]:
    """What a parameter is called, and the articles it names beside the sources of its values."""
    kind, name, *rest = id_.split(".")
    if kind == "general":
        return parameters.general[name].title, ()
    if kind == "circumstances":
        return parameters.circumstances[name].title, parameters.circumstances[name].statute
    crime = parameters.crimes[name]
    part, its = rest
    entry: Circumstance | Situation | None = (
        crime.circumstances[its] if part == "circumstances" else crime.situations.get(its)
    )
    of = entry.title if entry is not None else crime.steps[its].title if its in crime.steps else None
    zh, en = (f" · {of.zh}", f" · {of.en}") if of is not None else ("", "")
    statute = entry.statute if isinstance(entry, Circumstance) else ()
    return Text(zh=crime.charge + zh, en=crime.charge + en), statute


def _of_reference(ref: Ref) -> Iterator[Article]:
    """The articles a source names by number; the text as a whole where its items are no articles (三（一）1)."""
    title = short_title(_NUMBER.sub("", ref.title))
    found = _ARTICLES.match(ref.item)
    if found is None:
        yield Article(title, 0)
        return
    number, inserted = parse_code(found[1])
    yield Article(title, number, inserted)
    for further in range(number + 1, int(found[2] or 0) + 1):
        yield Article(title, further)
