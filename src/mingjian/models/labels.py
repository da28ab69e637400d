"""What people call the columns and codes of a clue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingjian.collision import Plan
from mingjian.models.model import Model
from mingjian.models.problems import Lang
from mingjian.models.relations import need_standard
from mingjian.models.texts import Text
from mingjian.standards import code_list_ids, codes

__all__ = ["Labels"]


@dataclass(frozen=True)
class Labels:
    """``columns``: name → label in both languages; ``lists``: column of the result → code lists it may be of."""

    columns: Mapping[str, Text] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spare: tuple[str, ...] = ()

    def of(self, column: str, code: str, lang: Lang) -> str | None:
        """The name of a code: by the column's own list, else by the one list of the model's needs that has it."""
        own = self.lists.get(column)
        having = [name for name in own or self.spare if name in code_list_ids() and code in codes(name)]
        if not having or (own is None and len(having) > 1):
            return None
        return codes(having[0]).label(code, lang)

    @classmethod
    def of_model(cls, model: Model, plan: Plan, final: str) -> Labels:
        """The labels for the columns of a model's result, taken from the standards of its needs."""
        columns: dict[str, Text] = {}
        by_name: dict[str, set[str]] = {}
        spare: set[str] = set()
        for need in model.needs.values():
            standard = need_standard(need)
            for name in need.columns or () if standard is not None else ():
                if standard is None or name not in standard.columns:
                    continue
                column = standard.columns[name]
                columns.setdefault(name, Text(zh=column.label.zh, en=column.label.en))
                if column.codes is not None:
                    by_name.setdefault(name, set()).add(column.codes)
                    spare.add(column.codes)
        lists: dict[str, tuple[str, ...]] = {}
        for one in plan.relation(final).visible:
            plain = one.name.rpartition(".")[2]
            if one.codes is not None:
                lists[one.name] = (one.codes,)
            elif plain in by_name:
                lists[one.name] = tuple(sorted(by_name[plain]))
        return cls(columns, lists, tuple(sorted(spare)))
