"""What was handed in, checked by the product: nothing here knows an answer, each is computed when it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from mingjian.models import Model, ModelErrors
from mingjian.models.examples import read_texts
from mingjian.models.sentences import placeholders
from mingjian.models.sketch import sketch_of
from mingjian.models.testing import examined_texts, run_examples
from mingjian.runs import StoredRun
from mingjian.training.definition import (
    CasesCheck,
    CluesCheck,
    Figure,
    OwnCheck,
    QuestionCheck,
    SentenceCheck,
    WarningsCheck,
)
from mingjian.training.exercise import MODEL, Exercise
from mingjian.training.findings import Finding, Result, finding
from mingjian.training.grounds import Grounds, Standing, Told
from mingjian.training.handed import Handed, figure_of
from mingjian.training.practice import looked
from mingjian.training.running import Failed, model_of, run_on
from mingjian.training.stories import held_to_truth

__all__ = ["check"]


def check(exercise: Exercise, handed: Handed, grounds: Grounds, told: Told | None = None) -> Result:
    """Every check of an exercise. Provinces are made where they are not there yet; ``told`` hears how far it is."""
    with ExitStack() as stack:
        bench = _Bench(exercise, handed, grounds, told, stack)
        found = tuple(_findings(bench))
    return Result(exercise.id, exercise.digest, handed.digest, found)


class _Bench:
    """What the checks of one attempt share: grounds and runs, each made when first asked for."""

    def __init__(
        self, exercise: Exercise, handed: Handed, grounds: Grounds, told: Told | None, stack: ExitStack
    ) -> None:
        self.exercise, self.handed = exercise, handed
        self._grounds, self._told, self._stack = grounds, told, stack
        self._standing: dict[bool, Standing] = {}
        self._runs: dict[tuple[str, bool], StoredRun] = {}

    def standing(self, unseen: bool) -> Standing:
        """The practice province, or the one nobody has seen."""
        if unseen not in self._standing:
            ground = self.exercise.definition.province
            seed = ground.unseen if unseen else ground.seed
            made = self._grounds.standing(ground, seed, self.exercise.standards, self._told)
            self._standing[unseen] = self._stack.enter_context(made)
        return self._standing[unseen]

    def run(self, model: Model, unseen: bool) -> StoredRun:
        """A model over a province. Raises `Failed`."""
        key = (model.fingerprint, unseen)
        if key not in self._runs:
            self._runs[key] = run_on(self.standing(unseen), model)
        return self._runs[key]


def _findings(bench: _Bench) -> Iterator[Finding]:
    text = bench.handed.files.get(MODEL, "")
    try:
        model = model_of(text)
    except Failed as failed:
        yield from failed.findings
        return
    for one in bench.exercise.definition.checks:
        try:
            if isinstance(one, CasesCheck):
                yield from _cases(one, model, bench)
            elif isinstance(one, OwnCheck):
                yield from _own(one, model, bench.handed)
            elif isinstance(one, CluesCheck):
                yield from held_to_truth(one, bench.run(model, True), bench.standing(True).province)
            elif isinstance(one, WarningsCheck):
                yield from _warnings(one, text, bench)
            elif isinstance(one, QuestionCheck):
                yield _question(one, model, bench)
            else:
                yield from _sentence(one, model)
        except Failed as failed:
            yield from failed.findings


def _cases(check: CasesCheck, model: Model, bench: _Bench) -> Iterator[Finding]:
    read = read_texts({check.file: bench.exercise.cases[check.file]})[0]
    titles = read.content.cases
    try:
        results = run_examples(model, read)
    except ModelErrors as errors:  # rows of a need or column that the learner has taken away or renamed
        wrong = errors.problems
        yield Finding(
            "cases", check.file, False,
            "检查用的示例与您的模型对不上：" + "；".join(dict.fromkeys(one.zh for one in wrong)),
            "the examples of the check do not fit your model: " + "; ".join(dict.fromkeys(one.en for one in wrong)),
            "示例按练习给出的数据名称和列写成：请保留 needs 里的名称，以及步骤要用到的列。",
            "They are written for the names and columns the exercise gives: keep the names under needs, and the "
            "columns the steps use.",
        )  # fmt: skip
        return
    for one in results:
        case = titles[one.name]
        zh, en = case.zh, case.en
        if one.failures:
            zh += "：" + "；".join(failure.zh for failure in one.failures)
            en += ": " + "; ".join(failure.en for failure in one.failures)
        yield finding("cases", one.name, one.ok, (zh, en), check.why[one.name])


def _own(check: OwnCheck, model: Model, handed: Handed) -> Iterator[Finding]:
    report = examined_texts(model, handed.examples)
    wrong = [(report.errors.text("zh"), report.errors.text("en"))] if report.errors is not None else []
    wrong += [(f"{one.name}：{bad.zh}", f"{one.name}: {bad.en}") for one in report.cases for bad in one.failures]
    wrong += [(one.zh, one.en) for one in report.lacking]
    said = ("您的示例全部通过", "your examples give what they say")
    if wrong:
        said = ("；".join(zh for zh, _ in wrong), "; ".join(en for _, en in wrong))
    yield finding("own", "examples", not wrong, said, check.why)
    shown = {one.trap for one in report.cases if one.trap is not None and one.ok}
    shown &= {one.id for one in model.definition.traps}
    said = (
        f"示例展示了 {len(shown)} 条误报，至少要 {check.traps} 条",
        f"{len(shown)} traps are shown, {check.traps} are asked for",
    )
    yield finding("own", "traps", len(shown) >= check.traps, said, check.why)


def _warnings(check: WarningsCheck, text: str, bench: _Bench) -> Iterator[Finding]:
    preview = looked(bench.standing(False), sketch_of(text, MODEL))
    for kind, why in check.gone.items():
        seen = [one for one in preview.cautions if one.kind == kind]
        said = (
            ("提示已消除", "the warning is gone")
            if not seen
            else ("；".join(one.zh for one in seen), "; ".join(one.en for one in seen))
        )
        yield finding("warnings", kind, not seen, said, why)


def _question(check: QuestionCheck, model: Model, bench: _Bench) -> Finding:
    written = bench.handed.answers.get(check.id, "").strip()
    if not written:
        return finding(
            "question", check.id, False, (f"还没有回答：{check.asks.zh}", f"not answered yet: {check.asks.en}"),
            ("在练习数据上试运行，读出这个数再填。", "Try the model over the practice data and read the figure there."),
        )  # fmt: skip
    asked = model if check.figure.of == "own" else model_of(bench.exercise.start[MODEL])
    right = _figure(check.figure, bench.run(asked, False))
    given = figure_of(written)
    said = (
        (f"回答 {written[:40]}，请填一个整数", f"answered {written[:40]}: write a whole number")
        if given is None
        else (f"{check.asks.zh} 回答 {given}", f"{check.asks.en} Answered {given}")
    )
    return finding("question", check.id, right is not None and given == right, said, check.why)


def _figure(figure: Figure, run: StoredRun) -> int | None:
    """The figure of a run; None where the model has no such step."""
    if figure.counts == "clues":
        return run.record.clues
    steps = [one for one in run.record.steps if figure.step in (None, one.name)]
    if not steps:
        return None
    if figure.counts == "rows":
        return steps[0].rows
    doubts = [doubt for one in steps for doubt in one.undetermined]
    return sum(one.rows for one in doubts if figure.reason in (None, one.reason))


def _sentence(check: SentenceCheck, model: Model) -> Iterator[Finding]:
    clue = model.clue
    for lang, avoided in (("zh", check.avoids_zh), ("en", check.avoids_en)):
        texts: Sequence[Any] = [clue.says, *clue.rules.values()]
        whole = "\n".join(text.of(lang) for text in texts)
        told = {found.name for found in placeholders(whole)}
        tongue = ("中文", "Chinese") if lang == "zh" else ("英文", "English")
        for column, why in check.tells.items():
            said = (f"{tongue[0]}线索文字写到 {{{column}}}", f"the {tongue[1]} sentence tells {{{column}}}")
            if column not in told:
                said = (f"{tongue[0]}线索文字没有写到 {{{column}}}", f"the {tongue[1]} sentence lacks {{{column}}}")
            yield finding("sentence", f"{column}:{lang}", column in told, said, why)
        lowered = whole.lower()
        found = [word for word in avoided if word in lowered]
        listed = "、".join(found)
        said = (f"{tongue[0]}线索文字没有定性用语", f"the {tongue[1]} sentence keeps to what the rows show")
        if found:
            said = (f"{tongue[0]}线索文字写了“{listed}”", f"the {tongue[1]} sentence says '{listed}'")
        yield finding("sentence", f"words:{lang}", not found, said, check.why)
