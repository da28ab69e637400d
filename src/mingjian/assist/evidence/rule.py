"""Rules as data: what each asks of a kind of record, how grave it is, where the law says so, and what would mend it.

Two kinds stand in `data/rules.yaml`: rules with a condition (``each``, ``when``, ``holds``), to which an office may
add, and those whose comparing is code (``compares``, in `contradictions`), whose words and sources are data alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator

from mingjian.assist.evidence.finding import Severity
from mingjian.assist.evidence.laws import Cited, cited, laws
from mingjian.assist.evidence.terms import Condition, compile_condition, problems_in
from mingjian.assist.evidence.views import GUARDED, VIEWS
from mingjian.models.definition import Name
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.shape import problems_of
from mingjian.models.source import Source, read_source
from mingjian.models.texts import Strict, Text

__all__ = ["KINDS_OF_RULE", "Rule", "RuleFile", "RulesFile", "check_rules", "load_rules", "shipped_rules"]

KINDS_OF_RULE: dict[str, tuple[str, str]] = {
    "form": ("形式", "form"),
    "procedure": ("程序", "procedure"),
    "term": ("期限", "term"),
    "chain": ("链条", "chain of custody"),
    "contradiction": ("矛盾", "contradiction"),
    "support": ("孤证", "support"),
}
Condition_ = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class RuleFile(Strict):
    """One rule."""

    kind: Literal["form", "procedure", "term", "chain", "contradiction", "support"]
    each: str | None = Field(default=None, description="对哪种记录 kind of record it looks at")
    when: Condition_ | None = Field(default=None, description="何时适用 when it applies")
    holds: Condition_ | None = Field(default=None, description="应成立 what is to hold")
    compares: Name | None = Field(default=None, description="比对函数 function that compares records")
    severity: Severity = Field(description="瑕疵可补正 mend / 应排除可能 exclude / 影响定罪 conviction")
    says: Text = Field(description="发现什么 what was found")
    mend: Text = Field(description="如何补正 what would mend it")
    ref: list[str] = Field(min_length=1, description="依据 legal source")

    @field_validator("severity", mode="before")
    @classmethod
    def _severity(cls, value: Any) -> Any:
        return next((one for one in Severity if one.value == value), value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_way(self) -> RuleFile:
        if (self.compares is None) == (self.each is None or self.holds is None):
            raise ValueError("规则要么写 each 和 holds，要么写 compares|a rule has each and holds, or compares")
        return self


class RulesFile(Strict):
    """A file of rules. An office's own adds to those that ship and cannot take any away."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    office: str | None = None
    rules: dict[Name, RuleFile] = Field(min_length=1)


@dataclass(frozen=True)
class Rule:
    """A rule with its conditions compiled."""

    id: str
    file: RuleFile
    when: Condition | None
    holds: Condition | None

    @property
    def sources(self) -> tuple[Cited, ...]:
        """The articles it rests on."""
        return tuple(cited(one) for one in self.file.ref)


def check_rules(text: str, name: str, known: Mapping[str, Rule] | None = None) -> tuple[dict[str, Rule], list[Problem]]:
    """The rules of a YAML text, or none with every problem. ``known``: rules that may not be written over."""
    source = read_source(text, name)
    if source.problems or not isinstance(source.data, dict):
        return {}, source.problems or [source.problem((), "规则文件应为键值映射", "a file of rules is a mapping")]
    try:
        whole = RulesFile.model_validate(source.data)
    except ValidationError as error:
        return {}, problems_of(error, source, RulesFile)
    problems = [one for rule, said in whole.rules.items() for one in _problems(source, rule, said, known or {})]
    if problems:
        return {}, sorted(problems, key=lambda one: (one.line, one.column))
    return {rule: _compiled(rule, said) for rule, said in whole.rules.items()}, []


@cache
def shipped_rules() -> dict[str, Rule]:
    """The rules that ship."""
    text = files("mingjian.assist.evidence").joinpath("data/rules.yaml").read_text(encoding="utf-8")
    found, problems = check_rules(text, "rules.yaml")
    if problems:
        raise ModelErrors(problems)
    return found


def load_rules(file: Path | None = None) -> dict[str, Rule]:
    """The rules that ship and an office's own. Raises ModelErrors with every problem."""
    if file is None:
        return shipped_rules()
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(file), 1, 1, "", "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None
    found, problems = check_rules(text, str(file), shipped_rules())
    if problems:
        raise ModelErrors(problems)
    return {**shipped_rules(), **found}


# -- within ----------------------------------------------------------------------------------------------


def _compiled(name: str, said: RuleFile) -> Rule:
    if said.each is None:
        return Rule(name, said, None, None)
    names = VIEWS[said.each].kinds
    when = compile_condition(said.when, names) if said.when is not None else None
    return Rule(name, said, when, compile_condition(str(said.holds), names))


def _problems(source: Source, name: str, said: RuleFile, known: Mapping[str, Rule]) -> Iterator[Problem]:
    at = ("rules", name)
    if name in known:
        yield source.problem(
            at, f"不能改写内置规则“{name}”", f"the rule '{name}' ships and is not written over", key=True
        )
    for number, reference in enumerate(said.ref):
        try:
            cited(reference)
        except (LookupError, ValueError):
            yield source.problem(
                (*at, "ref", number), f"没有登记的条文“{reference}”", f"'{reference}' is not in the table of laws",
                nearest=nearest(reference, laws()),
            )  # fmt: skip
    if said.compares is not None:
        from mingjian.assist.evidence.contradictions import COMPARISONS

        if said.compares not in COMPARISONS:
            yield source.problem(
                (*at, "compares"), f"没有比对函数“{said.compares}”", f"there is no comparison '{said.compares}'",
                nearest=nearest(said.compares, COMPARISONS),
            )  # fmt: skip
        return
    if said.each not in VIEWS:
        yield source.problem(
            (*at, "each"), f"没有记录种类“{said.each}”", f"there is no kind of record '{said.each}'",
            expected=("、".join(VIEWS), ", ".join(VIEWS)), nearest=nearest(str(said.each), VIEWS),
        )  # fmt: skip
        return
    names = VIEWS[said.each].kinds
    for key in ("when", "holds"):
        text = getattr(said, key)
        if text is None:
            continue
        found = problems_in(source, (*at, key), text, names)
        yield from found
        if not found:
            yield from _guarded(source, (*at, key), compile_condition(text, names), said.ref)


def _guarded(source: Source, at: tuple[str, ...], condition: Condition, references: list[str]) -> Iterator[Problem]:
    """A column that could carry bias is used only where an article asks for it."""
    for name in condition.names:
        allowed = GUARDED.get(name, frozenset())
        if name in GUARDED and not allowed & set(references):
            articles = "、".join(sorted(allowed))
            yield source.problem(
                at, f"“{name}”只能用于法律有要求的规则，且须引用该条文", f"'{name}' needs an article that asks for it",
                expected=(articles, articles.replace("、", ", ")),
            )  # fmt: skip
