"""Who answers what: topics, experts, reviewers and deadlines of an office and those below it, as a file of data.

    topics:    {theft: {zh: 侵犯财产, en: property offences, words: [盗窃, 诈骗]}}
    days:      {county: 5, city: 10, province: 15, supreme: 20}     # working days for an answer, by level
    experts:   [{id: wang, office: "340102", topics: [theft]}]       # "*": every topic
    reviewers: [{id: li, office: "340100"}]                          # of that office and those below it

Mistakes are told all at once, each with line and column. The order of deadlines is an office's own affair: no law
sets one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.shape import problems_of
from mingjian.models.source import Source, read_source
from mingjian.models.texts import Strict

__all__ = ["EVERY", "LEVELS", "OTHER", "Desk", "Expert", "ExpertsFile", "Reviewer", "Topic", "load_desk", "read_desk"]

Level = Literal["county", "city", "province", "supreme"]
LEVELS: dict[str, tuple[str, str]] = {
    "county": ("基层院", "county"), "city": ("市级院", "city"), "province": ("省级院", "province"),
    "supreme": ("最高人民检察院", "supreme"),
}  # fmt: skip
"""From below upwards."""
EVERY = "*"
"""An expert for every topic."""
OTHER = "other"
"""The topic of what fits none."""
Code = Annotated[str, StringConstraints(pattern=r"^\d{6}[0-9A-Za-z]{0,6}$")]
Id = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Word = Annotated[str, StringConstraints(min_length=2, max_length=20)]
Days = Annotated[int, Field(ge=1, le=120)]


class Topic(Strict):
    """A topic and the words by which a question is taken for it."""

    zh: Annotated[str, StringConstraints(min_length=1, max_length=30)] = Field(description="名称 name in Chinese")
    en: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(description="英文名称 name in English")
    words: list[Word] = Field(default_factory=list, description="常用词 words that tell it")


class Expert(Strict):
    """Who answers: a user, his office, his topics."""

    id: Id = Field(description="用户名 user name")
    office: Code = Field(description="所在院 office")
    topics: list[str] = Field(min_length=1, description="主题，* 为全部 topics; * for all")


class Reviewer(Strict):
    """Who reviews and publishes what experts of his office and of those below it wrote."""

    id: Id = Field(description="用户名 user name")
    office: Code = Field(description="所在院 office")


class ExpertsFile(Strict):
    """The whole file."""

    topics: dict[str, Topic] = Field(min_length=1, description="主题 topics")
    days: dict[Level, Days] = Field(description="各级答复期限，工作日 working days for an answer, by level")
    experts: list[Expert] = Field(default_factory=list, description="专家 experts")
    reviewers: list[Reviewer] = Field(default_factory=list, description="审核人 reviewers")


@dataclass(frozen=True)
class Desk:
    """The file as it is used."""

    file: ExpertsFile

    def topic_of(self, text: str) -> str:
        """The topic whose words a text has most of; `other` where it has none."""
        counts = {
            name: sum(text.count(word) * len(word) for word in topic.words) for name, topic in self.file.topics.items()
        }
        best = max(counts, key=lambda name: counts[name])
        return best if counts[best] else OTHER

    def name_of(self, topic: str) -> tuple[str, str]:
        """A topic in both languages."""
        known = self.file.topics.get(topic)
        return (known.zh, known.en) if known is not None else ("其他", "other") if topic == OTHER else (topic, topic)


def load_desk(path: Path) -> Desk:
    """The file of a path; `ModelErrors` with every mistake."""
    try:
        return read_desk(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        problem = Problem(path.name, 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")
        raise ModelErrors([problem]) from None


def read_desk(text: str, name: str = "experts.yaml") -> Desk:
    """The file of a text."""
    source = read_source(text, name)
    problems = list(source.problems)
    whole: ExpertsFile | None = None
    if not problems:
        try:
            whole = ExpertsFile.model_validate(source.data)
        except ValidationError as error:
            problems = problems_of(error, source, ExpertsFile)
    if whole is not None:
        problems = list(_across(source, whole))
    if problems or whole is None:
        raise ModelErrors(problems)
    return Desk(whole)


def _across(source: Source, whole: ExpertsFile) -> Iterator[Problem]:
    for level in LEVELS:
        if level not in whole.days:
            yield source.problem(("days",), f"缺少 {level} 的期限", f"the days of {level} are missing")
    known = [*whole.topics, OTHER, EVERY]
    seen: set[str] = set()
    for number, one in enumerate(whole.experts):
        if one.id in seen:
            yield source.problem(("experts", number, "id"), f"{one.id} 出现两次", f"{one.id} is there twice")
        seen.add(one.id)
        for place, topic in enumerate(one.topics):
            if topic not in known:
                yield source.problem(
                    ("experts", number, "topics", place), f"没有主题“{topic}”", f"there is no topic '{topic}'",
                    expected=("、".join(known), ", ".join(known)), nearest=nearest(topic, known),
                )  # fmt: skip
    twice = [one.id for one in whole.reviewers]
    for number, reviewer in enumerate(whole.reviewers):
        if twice.index(reviewer.id) < number:
            yield source.problem(
                ("reviewers", number, "id"), f"{reviewer.id} 出现两次", f"{reviewer.id} is there twice"
            )
