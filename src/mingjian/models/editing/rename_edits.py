"""Other names, wherever they stand."""

from __future__ import annotations

from typing import ClassVar, Literal

from mingjian.models.editing.columns import NotTold, examples_of_column, maker_of, rename_column
from mingjian.models.editing.edit import BaseEdit, check_name, new_name
from mingjian.models.editing.hand import MODEL_FILE, Hand
from mingjian.models.editing.refused import EditRefused
from mingjian.models.editing.renaming import (
    examples_of_case,
    examples_of_need,
    examples_of_parameter,
    examples_of_step,
    examples_of_trap,
    rename_parameter,
    rename_relation,
    rename_trap,
)
from mingjian.models.load import check_model

__all__ = ["RenameCase", "RenameColumn", "RenameNeed", "RenameParameter", "RenameStep", "RenameTrap"]


class _Rename(BaseEdit):
    section: ClassVar[str]
    old: str
    new: str

    def _check(self, hand: Hand) -> None:
        hand.find(MODEL_FILE, (self.section, self.old))
        if self.new != self.old:
            new_name(hand, self.section, self.new)


class RenameNeed(_Rename):
    """A list the model reads under another name, wherever it is named."""

    section: ClassVar[str] = "needs"
    kind: Literal["rename_need"] = "rename_need"

    def make(self, hand: Hand) -> None:
        self._check(hand)
        renaming = rename_relation(hand.model, "needs", self.old, self.new)
        hand.rename(MODEL_FILE, renaming, ("needs", self.old), self.old, self.new)
        for file in hand.examples:
            hand.rename(file, examples_of_need(hand.data(file), self.old, self.new), (), self.old, self.new)


class RenameStep(_Rename):
    """A step under another name, wherever it is named."""

    section: ClassVar[str] = "steps"
    kind: Literal["rename_step"] = "rename_step"

    def make(self, hand: Hand) -> None:
        self._check(hand)
        renaming = rename_relation(hand.model, "steps", self.old, self.new)
        hand.rename(MODEL_FILE, renaming, ("steps", self.old), self.old, self.new)
        for file in hand.examples:
            hand.rename(file, examples_of_step(hand.data(file), self.old, self.new), (), self.old, self.new)


class RenameParameter(_Rename):
    """A parameter under another name, in all expressions."""

    section: ClassVar[str] = "parameters"
    kind: Literal["rename_parameter"] = "rename_parameter"

    def make(self, hand: Hand) -> None:
        self._check(hand)
        renaming = rename_parameter(hand.model, self.old, self.new)
        hand.rename(MODEL_FILE, renaming, ("parameters", self.old), self.old, self.new)
        for file in hand.examples:
            hand.rename(file, examples_of_parameter(hand.data(file), self.old, self.new), (), self.old, self.new)


class RenameColumn(BaseEdit):
    """A column that a step makes (``take``, ``find``) under another name, in all steps, sentences and examples.

    Only in a model without problems, since where a column goes is asked of the steps themselves.
    """

    kind: Literal["rename_column"] = "rename_column"
    step: str
    old: str
    new: str

    def make(self, hand: Hand) -> None:
        body = hand.find(MODEL_FILE, ("steps", self.step))
        check_name(hand, ("steps", self.step), self.new)
        if check_model(hand.sheets[MODEL_FILE].text)[1]:
            raise hand.refuse(MODEL_FILE, (), "模型还有问题，请先改正", "the model has problems: mend them first")
        if "rule" in (self.old, self.new):
            zh, en = "rule 是固定的列名，指线索所依规则", "'rule' is a fixed name: the rule of a clue"
            raise hand.refuse(MODEL_FILE, ("steps", self.step), zh, en, key=True)
        if maker_of(body, self.new) is not None:
            place = ("steps", self.step, str(maker_of(body, self.new)), self.new)
            raise hand.refuse(
                MODEL_FILE, place, f"已有列“{self.new}”", f"there is a column '{self.new}' already", key=True
            )
        if maker_of(body, self.old) is None:
            raise self._lost(hand, ("steps", self.step))
        try:
            renaming, reached = rename_column(hand.model, self.step, self.old, self.new)
        except NotTold as lost:
            raise self._lost(hand, lost.path) from None
        hand.rename(MODEL_FILE, renaming, ("steps", self.step), self.old, self.new)
        wrong = check_model(hand.sheets[MODEL_FILE].text, MODEL_FILE)[1]
        if wrong:
            raise EditRefused(*wrong)
        for file in hand.examples:
            hand.rename(file, examples_of_column(hand.data(file), reached), (), self.old, self.new)

    def _lost(self, hand: Hand, path: tuple[str | int, ...]) -> EditRefused:
        return hand.refuse(
            MODEL_FILE,
            path,
            f"在此处无法判明列“{self.old}”，不能改名",
            f"where the column '{self.old}' goes cannot be told here: it is not renamed",
            key=len(path) == 2,
        )


class RenameTrap(BaseEdit):
    """A trap under another id, in the cases that show it too."""

    kind: Literal["rename_trap"] = "rename_trap"
    old: str
    new: str

    def make(self, hand: Hand) -> None:
        traps = hand.model.get("traps")
        ids = [trap.get("id") if isinstance(trap, dict) else None for trap in traps] if isinstance(traps, list) else []
        if self.old not in ids:
            known = [str(one) for one in ids]
            raise hand.refuse(MODEL_FILE, ("traps",), f"没有误报“{self.old}”", f"there is no trap '{self.old}'",
                              known=known, name=self.old)  # fmt: skip
        check_name(hand, ("traps", ids.index(self.old), "id"), self.new)
        if self.new in ids and self.new != self.old:
            raise hand.refuse(MODEL_FILE, ("traps", ids.index(self.new), "id"), f"已有误报“{self.new}”",
                              f"there is a trap '{self.new}' already")  # fmt: skip
        index = ids.index(self.old)
        hand.rename(MODEL_FILE, rename_trap(hand.model, index, self.new), ("traps", index), self.old, self.new)
        for file in hand.examples:
            hand.rename(file, examples_of_trap(hand.data(file), self.old, self.new), (), self.old, self.new)


class RenameCase(BaseEdit):
    """A case under another name."""

    kind: Literal["rename_case"] = "rename_case"
    file: str
    old: str
    new: str

    def make(self, hand: Hand) -> None:
        cases = hand.find(self.file, ("cases",))
        hand.find(self.file, ("cases", self.old))
        check_name(hand, ("cases", self.old), self.new, self.file)
        if self.new in cases and self.new != self.old:
            raise hand.refuse(self.file, ("cases", self.new), f"已有案例“{self.new}”",
                              f"there is a case '{self.new}' already", key=True)  # fmt: skip
        renaming = examples_of_case(hand.data(self.file), self.old, self.new)
        hand.rename(self.file, renaming, ("cases", self.old), self.old, self.new)
