"""What an exercise file says: every key with its type and its text; checks across keys are in `reading`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mingjian.models.definition import Name
from mingjian.models.texts import Strict, Text

__all__ = [
    "CHECKS",
    "CasesCheck",
    "Check",
    "CluesCheck",
    "ExerciseFile",
    "Figure",
    "Ground",
    "OwnCheck",
    "QuestionCheck",
    "SentenceCheck",
    "WarningsCheck",
]

Slug = Annotated[str, StringConstraints(pattern=r"^\d{2}-[a-z]+(-[a-z]+)*$", max_length=60)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Ground(Strict):
    """The made-up province of an exercise: the one a learner practises on, and the one nobody has seen."""

    people: Annotated[int, Field(ge=5_000, le=20_000)] = Field(default=6_000, description="人数 people")
    seed: Annotated[int, Field(ge=1)] = Field(description="练习数据的种子 seed of the practice province")
    unseen: Annotated[int, Field(ge=1)] = Field(description="检查数据的种子 seed of the province of the check")
    dirt: Annotated[float, Field(ge=0, le=0.3)] = Field(default=0.05, description="残损比例 share of damaged cells")


class CasesCheck(Strict):
    """Examples that must fire or stay silent; ``why`` teaches, case by case, what a wrong outcome means."""

    kind: Literal["cases"]
    file: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.yaml$")] = Field(
        description="示例文件 file of examples beside the exercise"
    )
    why: dict[Name, Text] = Field(description="出错时的讲解 what is told where a case goes wrong")


class OwnCheck(Strict):
    """The learner's own examples: all of them give what they say, and so many traps are shown to stay silent."""

    kind: Literal["own"]
    traps: Annotated[int, Field(ge=0, le=20)] = Field(description="至少展示几条误报 traps shown at least")
    why: Text = Field(description="讲解 what is told where it is not so")


class CluesCheck(Strict):
    """Clues over the unseen province, held to what was planted there: stories that must be found, and traps that must
    stay silent. ``nobody``: what is told where somebody is named of whom nothing was planted."""

    kind: Literal["clues"]
    truth: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")] = Field(
        description="真值所属目录编号 catalogue id of the truth"
    )
    finds: dict[Name, Text] = Field(min_length=1, description="必须查出的情形 stories that must be found")
    silent: dict[Name, Text] = Field(default_factory=dict, description="必须静默的陷阱 traps that must stay silent")
    nobody: Text = Field(description="错指无关人员时的讲解 what is told where an uninvolved person is named")


class WarningsCheck(Strict):
    """Warnings of the workbench that must be gone, over the practice province."""

    kind: Literal["warnings"]
    gone: dict[Name, Text] = Field(min_length=1, description="必须消除的提示 warnings that must be gone, and why")


class Figure(Strict):
    """A figure that a run over the practice province gives: clues, rows of a step, or what it left undetermined."""

    of: Literal["start", "own"] = Field(description="以谁的模型为准 whose model: the start, or the learner's own")
    counts: Literal["clues", "rows", "undetermined"] = Field(description="数什么 what is counted")
    step: Name | None = Field(default=None, description="哪一步 of which step")
    reason: Word | None = Field(default=None, description="何种原因 for which reason")


class QuestionCheck(Strict):
    """A question that is answered with a figure."""

    kind: Literal["question"]
    id: Name = Field(description="问题编号 id of the question")
    asks: Text = Field(description="问题 what is asked")
    figure: Figure = Field(description="答案如何得出 how the product comes by the answer")
    why: Text = Field(description="答错时的讲解 what is told to a wrong answer")


class SentenceCheck(Strict):
    """The clue's sentence: what it must tell, in both languages, and words that say more than a clue may."""

    kind: Literal["sentence"]
    tells: dict[Name, Text] = Field(min_length=1, description="必须写到的列 columns it must tell, and why")
    avoids_zh: list[Word] = Field(description="不应出现的中文用语 Chinese words it must not have")
    avoids_en: list[Word] = Field(description="不应出现的英文用语 English words it must not have")
    why: Text = Field(description="出现上述用语时的讲解 what is told where such a word stands")


Check = Annotated[
    CasesCheck | OwnCheck | CluesCheck | WarningsCheck | QuestionCheck | SentenceCheck, Field(discriminator="kind")
]  # fmt: skip
CHECKS = ("cases", "own", "clues", "warnings", "question", "sentence")


class ExerciseFile(Strict):
    """An exercise 练习 as a file."""

    exercise: Slug = Field(description="练习编号，同文件夹名 short name, the folder's own")
    title: Text = Field(description="名称 title")
    learn: Text = Field(description="学什么 what is learned")
    task: Text = Field(description="做什么 what to do")
    hints: list[Text] = Field(min_length=1, max_length=6, description="提示，逐条揭示 hints, revealed one by one")
    minutes: Annotated[int, Field(ge=1, le=240)] = Field(description="大约用时（分钟） minutes it may take")
    also: list[Word] = Field(
        default_factory=list, description="另外提供的数据标准 standards at hand beside those of the start"
    )
    province: Ground = Field(description="练习数据 the data")
    checks: list[Check] = Field(min_length=1, description="检查 what is checked")
