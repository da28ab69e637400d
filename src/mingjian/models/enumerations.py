"""The closed lists a model file chooses from: business lines, work types, documents, risk levels, units."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from mingjian.models.problems import Lang

__all__ = ["LEVEL_POINTS", "DocumentKind", "Labelled", "Level", "Line", "Unit", "Work"]


class Labelled(StrEnum):
    """An enumeration whose members have a name in both languages."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str, en: str) -> Labelled:
        """A member is written with its code and both names."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.en = zh, en
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with this code; ValueError for none."""
        found = cls._value2member_map_.get(code)
        if not isinstance(found, cls):
            raise ValueError(f"{cls.__name__}: {code}")
        return found

    def label(self, lang: Lang) -> str:
        """The name people read."""
        return self.zh if lang == "zh" else self.en


class Line(Labelled):
    """Business line 业务条线 of the procuratorate."""

    CIVIL = "civil", "民事检察", "civil"
    CRIMINAL = "criminal", "刑事检察", "criminal"
    ENFORCEMENT = "enforcement", "刑事执行检察", "criminal enforcement"
    ADMINISTRATIVE = "administrative", "行政检察", "administrative"
    PUBLIC_INTEREST = "public_interest", "公益诉讼检察", "public interest"
    MINORS = "minors", "未成年人检察", "minors"
    APPEALS = "appeals", "控告申诉检察", "accusation and appeal"


class Work(Labelled):
    """Type of a work 作品类型 in a contest."""

    APPLICATION = "application", "应用型", "application"
    PROTOTYPE = "prototype", "原型型", "prototype"
    CREATIVE = "creative", "创意型", "creative"


class DocumentKind(Labelled):
    """Supervision document 监督文书 a verified clue may become."""

    PROTEST = "protest", "刑事抗诉书", "protest against a judgment"
    REQUEST_PROTEST = "request_protest", "提请抗诉报告书", "request to the higher office to protest"
    RETRIAL_SUGGESTION = "retrial_suggestion", "再审检察建议书", "suggestion of retrial"
    CORRECTION = "correction", "纠正违法通知书", "notice to correct an illegality"
    EXECUTION_SUGGESTION = "execution_suggestion", "刑事执行检察建议书", "suggestion on execution of a sentence"
    FILING_REASONS = "filing_reasons", "要求说明不立案理由通知书", "demand to explain why no case was filed"
    OPINION = "opinion", "检察意见书", "procuratorial opinion"
    SUGGESTION = "suggestion", "检察建议书", "procuratorial suggestion"
    PUBLIC_INTEREST_SUGGESTION = "public_interest_suggestion", "公益诉讼检察建议书", "public-interest suggestion"
    GOVERNANCE_SUGGESTION = "governance_suggestion", "社会治理检察建议书", "social-governance suggestion"
    URGE = "urge", "督促回复函", "letter urging a reply"
    TRANSFER = "transfer", "线索移送函", "letter transferring a clue"


class Level(Labelled):
    """Level of a risk rule; what it adds to the score is in ``LEVEL_POINTS``."""

    LOW = "low", "低", "low"
    MEDIUM = "medium", "中", "medium"
    HIGH = "high", "高", "high"


LEVEL_POINTS: dict[Level, int] = {Level.LOW: 20, Level.MEDIUM: 45, Level.HIGH: 75}


class Unit(Labelled):
    """Unit of a numeric parameter. A duration carries its own unit (``2 months``)."""

    YUAN = "yuan", "元", "yuan"
    TIMES = "times", "次", "times"
    PERCENT = "percent", "%", "%"
    SHARE = "share", "比例", "share"
    YEARS_OLD = "years_old", "周岁", "years of age"
    MG_PER_100ML = "mg_per_100ml", "毫克/100毫升", "mg/100 ml"
    PERSONS = "persons", "人", "persons"
    DAYS = "days", "日", "days"
    MONTHS = "months", "个月", "months"
    YEARS = "years", "年", "years"
    POINTS = "points", "分", "points"
    METRES = "metres", "米", "metres"
