"""An exercise folder read with the place of every mistake, all at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from mingjian.models.examples import read_texts
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.shape import problems_of
from mingjian.models.source import Path as Place
from mingjian.models.source import Source, read_source
from mingjian.province.plants import PLANTS
from mingjian.runs.cautions import CAUTIONS
from mingjian.standards import standards
from mingjian.training.definition import CasesCheck, Check, CluesCheck, ExerciseFile, QuestionCheck, WarningsCheck
from mingjian.training.exercise import EXERCISE, MODEL, Exercise, standards_of
from mingjian.training.idle import IDLE

__all__ = ["load_exercise", "parse_exercise"]


def load_exercise(folder: Path | str) -> Exercise:
    """The exercise of a folder. Raises ModelErrors with every problem of every file."""
    place = Path(folder)
    try:
        files = {
            str(file.relative_to(place).as_posix()): file.read_bytes().decode("utf-8")
            for file in sorted([*place.glob("*.yaml"), *place.glob("examples/*.yaml")])
        }
    except UnicodeDecodeError:
        raise ModelErrors([Problem(str(place), 1, 1, "", "文件不是 UTF-8 编码", "a file is not UTF-8")]) from None
    return parse_exercise(files, place.name)


def parse_exercise(files: Mapping[str, str], folder: str) -> Exercise:
    """The exercise of the texts of a folder (name → text). Raises ModelErrors with every problem."""
    problems = [_missing(name) for name in (EXERCISE, MODEL) if name not in files]
    if problems:
        raise ModelErrors(problems)
    source = read_source(files[EXERCISE], EXERCISE)
    problems += source.problems
    whole = None
    if not problems:
        try:
            whole = ExerciseFile.model_validate(source.data)
        except ValidationError as error:
            problems += problems_of(error, source, ExerciseFile)
    problems += read_source(files[MODEL], MODEL).problems
    cases = {name: text for name, text in files.items() if name not in (EXERCISE, MODEL) and "/" not in name}
    start = {name: text for name, text in files.items() if name == MODEL or name.startswith("examples/")}
    problems += _unreadable({**cases, **{name: text for name, text in start.items() if name != MODEL}})
    if whole is not None:
        problems += _across(source, whole, folder, cases, standards_of(files[MODEL]))
    if problems or whole is None:
        raise ModelErrors(problems)
    digest = hashlib.sha256(json.dumps(dict(sorted(files.items())), ensure_ascii=False).encode()).hexdigest()
    return Exercise(whole, start, cases, digest)


# -- within ----------------------------------------------------------------------------------------------


def _missing(name: str) -> Problem:
    return Problem(name, 1, 1, "", f"练习缺少文件 {name}", f"the exercise lacks the file {name}")


def _unreadable(texts: Mapping[str, str]) -> Iterable[Problem]:
    try:
        read_texts(texts)
    except ModelErrors as errors:
        return errors.problems
    return ()


def _across(
    source: Source, whole: ExerciseFile, folder: str, cases: Mapping[str, str], needed: Iterable[str]
) -> Iterator[Problem]:
    if whole.exercise != folder:
        yield source.problem(
            ("exercise",), f"练习编号“{whole.exercise}”与文件夹不同", f"'{whole.exercise}' is not the folder's name",
            expected=(folder, folder),
        )  # fmt: skip
    if whole.province.seed == whole.province.unseen:
        yield source.problem(
            ("province", "unseen"), "检查用的种子不能与练习相同", "the unseen seed may not be that of the practice"
        )
    for number, name in enumerate(whole.also):
        yield from _known(source, ("also", number), name, standards(), ("数据标准", "standard"))
    for name in sorted(needed):
        if name not in standards():
            yield Problem(MODEL, 1, 1, "needs", f"没有数据标准“{name}”", f"there is no standard '{name}'")
    for number, check in enumerate(whole.checks):
        yield from _check(source, ("checks", number), check, cases)
    asked = [one.id for one in whole.checks if isinstance(one, QuestionCheck)]
    if len(asked) != len(set(asked)):
        yield source.problem(("checks",), "两个问题编号相同", "two questions have one id")


def _check(source: Source, at: Place, check: Check, cases: Mapping[str, str]) -> Iterator[Problem]:
    if isinstance(check, CasesCheck):
        yield from _known(source, (*at, "file"), check.file, cases, ("示例文件", "file of examples"))
        if check.file in cases:
            yield from _told(source, at, check, cases[check.file])
    elif isinstance(check, CluesCheck):
        models = {plant.model for plant in PLANTS}
        yield from _known(source, (*at, "truth"), check.truth, models, ("真值", "truth"))
        for key, wrong in (("finds", True), ("silent", False)):
            names = {one.name for one in PLANTS if one.model == check.truth and one.violation == wrong}
            for name in getattr(check, key):
                yield from _known(source, (*at, key, name), name, names, ("情形", "story"))
    elif isinstance(check, WarningsCheck):
        for name in check.gone:
            yield from _known(source, (*at, "gone", name), name, {*CAUTIONS, IDLE}, ("提示", "warning"))
    elif isinstance(check, QuestionCheck) and check.figure.counts == "rows" and check.figure.step is None:
        yield source.problem((*at, "figure"), "须写明哪一步的行数", "say of which step the rows are counted")


def _told(source: Source, at: Place, check: CasesCheck, text: str) -> Iterator[Problem]:
    """Every case has words that teach, and no words are for a case there is none of."""
    try:
        names = set(read_texts({check.file: text})[0].content.cases)
    except ModelErrors:
        return  # told already
    for name in check.why:
        yield from _known(source, (*at, "why", name), name, names, ("示例", "case"))
    for name in sorted(names - set(check.why)):
        zh, en = f"示例“{name}”没有讲解", f"nothing is told where the case '{name}' goes wrong"
        yield source.problem((*at, "why"), zh, en)


def _known(source: Source, at: Place, name: str, names: Iterable[str], what: tuple[str, str]) -> Iterator[Problem]:
    known = sorted(names)
    if name not in known:
        yield source.problem(
            at, f"没有{what[0]}“{name}”", f"there is no {what[1]} '{name}'",
            expected=("、".join(known[:30]), ", ".join(known[:30])), nearest=nearest(name, known), key=True,
        )  # fmt: skip
