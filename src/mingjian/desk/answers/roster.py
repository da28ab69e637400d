"""Who answers and reviews here: `answers/experts.yaml` of the lake, else the people of the desk by their roles.

Without a file every line is a topic: heads of department and prosecutors answer in theirs, heads and chiefs review.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from mingjian.desk.errors import BadRequest
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import Level, Office, User
from mingjian.desk.offices.roles import Role
from mingjian.knowledge.answers import Desk, chain_of, load_desk
from mingjian.knowledge.answers import Office as Place
from mingjian.knowledge.answers.experts import Expert, ExpertsFile, Reviewer, Topic
from mingjian.models.enumerations import Line
from mingjian.models.problems import ModelErrors

__all__ = ["chain", "desk_of", "level_of", "reviewer", "reviews_offices"]

DAYS: dict[Literal["county", "city", "province", "supreme"], int]
DAYS = {"county": 5, "city": 7, "province": 10, "supreme": 20}
"""Working days for an answer where no file sets them: our choice, no law's."""
_ANSWER = (Role.HEAD, Role.PROSECUTOR)
_REVIEW = (Role.HEAD, Role.CHIEF)
_WORDS = {
    Line.CRIMINAL: ("逮捕", "起诉", "量刑", "盗窃", "诈骗", "毒品", "醉驾", "认罪认罚", "刑法"),
    Line.CIVIL: ("民事", "借款", "合同", "虚假诉讼", "欠薪", "再审"),
    Line.ADMINISTRATIVE: ("行政处罚", "行政诉讼", "行政机关", "强制执行"),
    Line.PUBLIC_INTEREST: ("公益诉讼", "污染", "食品", "国有财产", "耕地"),
    Line.ENFORCEMENT: ("缓刑", "社区矫正", "减刑", "假释", "监狱", "财产刑"),
    Line.MINORS: ("未成年", "学校", "猥亵", "监护"),
    Line.APPEALS: ("申诉", "信访", "司法救助", "国家赔偿"),
}
"""Words by which a question is taken for a line; written by us, and only a suggestion to who asks."""


def desk_of() -> Desk:
    """The list in use; `BadRequest` tells every mistake of the file."""
    file = the_lake().path / "answers" / "experts.yaml"
    if not file.is_file():
        return _by_roles()
    try:
        return _read(file, file.stat().st_mtime_ns)
    except ModelErrors as errors:
        zh = "；".join(one.text("zh") for one in errors.problems)
        en = "; ".join(one.text("en") for one in errors.problems)
        raise BadRequest(f"专家名单有误：{zh}", f"the list of experts is wrong: {en}") from None


@lru_cache(maxsize=2)
def _read(file: Path, changed: int) -> Desk:
    del changed
    return load_desk(file)


def _by_roles() -> Desk:
    people = User.objects.filter(is_active=True, locked=False).select_related("office").order_by("username")
    topics = {one.value: Topic(zh=one.zh, en=one.en, words=list(_WORDS[one])) for one in Line}
    experts, reviewers = [], []
    for user in people:
        lines = [one.value for one in user.line_set]
        if lines and user.role_set.intersection(_ANSWER):
            experts.append(Expert(id=user.username, office=user.office.code, topics=[*lines, "other"]))
        if user.role_set.intersection(_REVIEW):
            reviewers.append(Reviewer(id=user.username, office=user.office.code))
    whole = ExpertsFile.model_construct(topics=topics, days=DAYS, experts=experts, reviewers=reviewers)
    return Desk(whole)


def chain(code: str) -> list[Place]:
    """An office and those above it, by the desk's own tree; one that is not there, by its region code."""
    office = Office.objects.filter(code=code).first()
    if office is None:
        return list(chain_of(code))
    codes = office.path.strip("/").split("/")
    known = {one.code: one for one in Office.objects.filter(code__in=codes)}
    return [Place(one, level_of(known[one])) for one in reversed(codes)]


def level_of(office: Office) -> str:
    """The level an office answers at; a specialised office counts as a city's."""
    return "city" if office.level == Level.SPECIALISED else office.level


def reviewer(user: User, desk: Desk) -> bool:
    """Whether he reviews anything."""
    return any(one.id == user.username for one in desk.file.reviewers)


def reviews_offices(user: User) -> list[str]:
    """Codes of the offices whose answers a user reviews: his places on the list, and what is below them."""
    places = [one.office for one in desk_of().file.reviewers if one.id == user.username]
    found: list[str] = []
    for office in Office.objects.filter(code__in=places):
        found += Office.objects.filter(path__startswith=office.path).values_list("code", flat=True)
    return found
