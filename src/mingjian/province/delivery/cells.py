"""From columns of values to cells of text, with dirt: every cell is an index into a list of words.

Words are formatted once for each distinct value and encoded once for each file; rows only take them. Dirty cells are
further words behind the clean ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mingjian.province.arrow import Words, pa
from mingjian.province.background.medicine import numbers
from mingjian.province.chance import Rng, chosen
from mingjian.province.clock import NONE, Ints, iso_month
from mingjian.province.delivery.layouts import Layout
from mingjian.province.dirt import REPAIRABLE, SILENT, UNUSABLE, ids, values
from mingjian.province.dirt.log import DirtLog, Stain
from mingjian.province.tables import Block, Coded
from mingjian.province.world import World
from mingjian.standards import Column

_MAY_BE_OPEN = ("end", "expires", "event_end", "notified", "status", "deadline")
_MAY_NOT_COME = ("start", "decided")
Kinds = Sequence[tuple[str, int, int, Callable[..., str]]]


@dataclass
class Text:
    """A column of cells: UTF-8 words in one or more parts, and the index of each row's word (-1 empty).

    The first part may be a dictionary shared by all files (ids, names); dirt stands in a part of its own.
    """

    parts: tuple[Words, ...]
    index: Ints


@dataclass
class Writer:
    """Turns the columns of one file into text.

    ``dirt`` and ``silent`` are shares of the cells of keys, days and money; ``bad_ids``: share of resident ids that are
    written unusably instead.
    """

    world: World
    rng: Rng
    layout: Layout
    dirt: float
    silent: float
    log: DirtLog
    bad_ids: float = 0.0

    def column(self, block: Block, name: str) -> Text:
        """The cells of one column."""
        spec = self.layout.standard.columns[name]
        if name == "name":
            return self._names(block)
        if spec.type == "identifier" and spec.kind in ("person_id", "uscc", "account"):
            return self._keys(block, name, spec.kind)
        if name in ("company_name", "employer") and "_c" in block:
            index = np.asarray(block["_c"])
            return Text((self.world.companies.spelled,), index.astype(np.int32))
        if name == "settlement_no":
            return self._settlement_numbers(block)
        if name == "sex":
            return self._sex(block)
        if name == "birth_date":
            who = np.asarray(block["_p"])
            return self._dates(block, name, np.where(who >= 0, self.world.people.birth[who], NONE).astype(np.int32))
        column = block.get(name)
        if column is None:
            return Text((), np.full(len(block["_p"]), -1, np.int32))
        if isinstance(column, Coded):
            return Text((_binary([self.layout.label(spec, word) for word in column.words]),), column.index)
        return self._numbers(block, name, spec, np.asarray(column))

    def _numbers(self, block: Block, name: str, spec: Column, column: npt.NDArray[np.integer]) -> Text:
        if spec.type == "date":
            return self._dates(block, name, column.astype(np.int32))
        if spec.type == "month":
            form = {"-": iso_month, "": values.month_compact, "年": values.month_words}[self.layout.month_form]
            return self._dirty(block, name, column, form, values.MONTHS, self._shifted_months)
        if spec.type == "money":
            return self._dirty(block, name, column, values.plain, values.MONEY, self._shifted_money)
        if spec.type == "boolean":
            return Text((_binary(self.layout.truth),), np.where(column < 0, -1, column).astype(np.int32))
        return _plain_numbers(column)

    def _dates(self, block: Block, name: str, column: Ints) -> Text:
        spec = self.layout.standard.columns[name]
        # 1900 reads as "nothing entered": of a day that need not have come nobody could tell, so it is never spoiled so
        may_lack = spec.time in _MAY_BE_OPEN or (spec.time in _MAY_NOT_COME and not spec.required)
        kinds = [kind for kind in values.DATES if kind[0] != "default_day" or not may_lack]
        text = self._dirty(block, name, column, self.layout.day, kinds, self._shifted_days)
        if spec.time == "expires":
            open_end = sum(len(part) for part in text.parts)
            return Text(
                (*text.parts, _binary(["长期"])), np.where(text.index < 0, open_end, text.index).astype(np.int32)
            )
        return text

    def _dirty(
        self, block: Block, name: str, column: npt.NDArray[np.integer], form: Callable[[int], str], kinds: Kinds,
        shift: Callable[[npt.NDArray[np.integer]], npt.NDArray[np.integer]],
    ) -> Text:  # fmt: skip
        known = np.flatnonzero(column != NONE)
        silent, stained, which = self._hits(block, name, known, kinds)
        if len(silent):
            column = column.copy()
            column[silent] = shift(column[silent])
        words, index = distinct_words(column, form)
        if not len(stained):
            return Text((_binary(words),), index)
        key = column[stained].astype(np.int64) * 16 + which
        uniq, back = np.unique(key, return_inverse=True)
        dirty = [kinds[k & 15][3](k >> 4) for k in uniq.tolist()]
        index[stained] = len(words) + back
        return Text((_binary(words + dirty),), index)

    def _keys(self, block: Block, name: str, kind: str) -> Text:
        if kind == "account":
            column = np.asarray(block[name])
            kinds: Kinds = ids.ACCOUNT
            whole = distinct_words(column, str)
            base, index = _binary(whole[0]), whole[1]
        elif kind == "uscc":
            kinds = ids.COMPANY
            base = self.world.companies.code_words
            index = (
                np.asarray(block["_c"]).astype(np.int32) if "_c" in block else np.full(len(block["_p"]), -1, np.int32)
            )
        else:
            kinds = ids.PERSON
            whom = block.get(f"_{name}", block["_p"])  # another person than the row's own where the block says so
            base, index = self.world.people.id_words, np.asarray(whom).astype(np.int32)
        known = np.flatnonzero(index >= 0)
        silent, stained, which = self._hits(block, name, known, kinds)
        index = index.copy()
        extra: list[str] = []
        if len(silent):
            extra += self._other_keys(block, name, base, index, silent, kind)
        if len(stained):
            texts = base.take(pa.array(index[stained])).to_pylist()
            dirty = [kinds[k][3](text.decode()) for k, text in zip(which.tolist(), texts, strict=True)]
            index[stained] = len(base) + len(extra) + np.arange(len(dirty))
            extra += dirty
        return Text((base, _binary(extra)) if extra else (base,), index)

    def _other_keys(self, block: Block, name: str, base: Words, index: Ints, silent: Ints, kind: str) -> list[str]:
        """Valid keys of others: half of them exist, half are mistyped (only resident ids). Changes ``index``.

        Whose id was written is logged too (``given_to``), since clues about these people are explained by it.
        """
        exists = self.rng.random(len(silent)) < (0.5 if kind == "person_id" else 1.0)
        index[silent[exists]] = self.rng.integers(0, len(base), int(exists.sum()))
        if kind == "person_id":
            records, others = np.asarray(block["_r"])[silent[exists]], index[silent[exists]]
            self.log.stains.append(Stain(self.layout.dataset, name, "given_to", SILENT, records, others))
        rest = silent[~exists]
        steps = self.rng.integers(3, 200, len(rest)).tolist()
        texts = base.take(pa.array(index[rest])).to_pylist()
        mistyped = [ids.mistyped(text.decode(), step) for text, step in zip(texts, steps, strict=True)]
        if mistyped:
            records, nobody = np.asarray(block["_r"])[rest], np.full(len(rest), -1, np.int32)
            self.log.stains.append(
                Stain(self.layout.dataset, name, "given_to", SILENT, records, nobody, given=mistyped)
            )
        index[rest] = len(base) + np.arange(len(rest))
        return mistyped

    def _names(self, block: Block) -> Text:
        who = np.asarray(block["_p"])
        people = self.world.people
        index = np.where(who >= 0, people.name[np.maximum(who, 0)], -1).astype(np.int32)
        firms = self.world.companies.spelled
        if "_c" in block:  # a row about a company and nobody else
            firm = np.asarray(block["_c"])
            index = np.where((who < 0) & (firm >= 0), len(people.spelled) + firm, index).astype(np.int32)
        stained = np.flatnonzero((self.rng.random(len(who)) < self.dirt / 3) & (who >= 0))
        if not len(stained):
            return Text((people.spelled, firms), index)
        dirty = [_spoiled_name(people.name_words[k]) for k in index[stained].tolist()]
        self._log(block, "name", "spelling", REPAIRABLE, stained)
        index[stained] = len(people.spelled) + len(firms) + np.arange(len(dirty))
        return Text((people.spelled, firms, _binary(dirty)), index)

    def _sex(self, block: Block) -> Text:
        who = np.asarray(block["_p"])
        return Text((_binary(["女", "男"]),), np.where(who >= 0, self.world.people.male[who], -1).astype(np.int32))

    def _settlement_numbers(self, block: Block) -> Text:
        texts = pa.array(numbers(np.asarray(block["_r"]), np.asarray(block["admitted_on"])))
        return Text((texts.cast(pa.string()).cast(pa.binary()),), np.arange(len(texts), dtype=np.int32))

    def _hits(
        self, block: Block, name: str, known: npt.NDArray[np.intp], kinds: Kinds
    ) -> tuple[Ints, Ints, npt.NDArray[np.int64]]:
        """Rows hit silently, rows hit detectably, and the kind of each of the latter; all of it logged."""
        key = (self.layout.dataset, name)
        self.log.cells[key] = self.log.cells.get(key, 0) + len(known)
        none = np.zeros(0, np.int32)
        bad = self.bad_ids if kinds is ids.PERSON else 0.0
        dirt = bad or self.dirt
        if not dirt and not self.silent:
            return none, none, none.astype(np.int64)
        draw = self.rng.random(len(known))
        stained = known[draw < dirt]
        silent = known[(draw >= dirt) & (draw < dirt + self.silent)]
        weights = [weight if grade == UNUSABLE or not bad else 0 for _, grade, weight, _ in kinds]
        which = chosen(self.rng, weights, len(stained)).astype(np.int64)
        for index, (kind, grade, _, _) in enumerate(kinds):
            self._log(block, name, kind, grade, stained[which == index])
        self._log(block, name, "valid_but_wrong", SILENT, silent)
        return silent.astype(np.int32), stained.astype(np.int32), which

    def _log(self, block: Block, column: str, kind: str, grade: int, rows: npt.NDArray[np.integer]) -> None:
        if len(rows):
            records, people = np.asarray(block["_r"])[rows], np.asarray(block["_p"])[rows]
            self.log.stains.append(Stain(self.layout.dataset, column, kind, grade, records, people))

    def _shifted_days(self, days: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        step = self.rng.integers(1, 400, len(days))
        return days + np.where(self.rng.random(len(days)) < 0.5, step, -step)

    def _shifted_months(self, months: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        step = self.rng.integers(1, 7, len(months))
        return months + np.where(self.rng.random(len(months)) < 0.5, step, -step)

    def _shifted_money(self, fen: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        return np.where(self.rng.random(len(fen)) < 0.5, fen * 10, fen + 90_000)


def distinct_words(column: npt.NDArray[np.integer], form: Callable[[int], str]) -> tuple[list[str], Ints]:
    """The distinct values formatted, and the index of each row; ``NONE`` is -1."""
    known = column != NONE
    if not known.any():
        return [], np.full(len(column), -1, np.int32)
    low, high = int(column[known].min()), int(column[known].max())
    if high - low < 4_000_000:
        used = np.zeros(high - low + 1, np.bool_)
        used[column[known] - low] = True
        uniq = np.flatnonzero(used) + low
        place = np.cumsum(used, dtype=np.int32) - 1
        index = np.where(known, place[np.where(known, column - low, 0)], -1)
    else:
        uniq, back = np.unique(column, return_inverse=True)
        if uniq[0] == NONE:
            uniq, back = uniq[1:], back - 1
        index = back
    return [form(value) for value in uniq.tolist()], index.astype(np.int32)


def _plain_numbers(column: npt.NDArray[np.integer]) -> Text:
    words, index = distinct_words(column, str)
    return Text((_binary(words),), index)


def _binary(words: Sequence[str]) -> Words:
    return pa.array([word.encode() for word in words], pa.binary())


def _spoiled_name(name: str) -> str:
    """A name with a space inside, or with another middle dot."""
    if "·" in name:
        return name.replace("·", "•" if len(name) % 2 else "")
    return name[0] + (" " if len(name) == 2 else "　") + name[1:]
