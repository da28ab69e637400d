"""What a run over a copy with keyed hashes cannot do, and what it says of itself (`lake.hashed_copy`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mingjian.lake import Manifest
from mingjian.models import Model
from mingjian.models.relations import need_standard
from mingjian.runs.errors import Refusal

__all__ = ["HASHED_RUN", "reads_numbers", "withheld_columns"]

HASHED_RUN = (
    "以哈希副本运行：结果只用于建模比对，不是线索，不能进入工作台；请由有权限的人在原数据上重新运行",
    "run over a copy with keyed hashes: a result for building models, no clues, and never on the desk; somebody with "
    "clearance runs the model over the data itself",
)
_ASKED = r"left|right|substring|length|starts_with|ends_with|contains|contains_any|replace|trim"


def reads_numbers(model: Model, manifests: Mapping[str, Manifest]) -> Iterator[Refusal]:
    """Why a model that looks at the signs of an identifier cannot run over a copy: there are none left to look at.

    What a number says of birth, sex and region is there (`id_birth`, `id_sex`, `id_region`).
    """
    copied = [need for need, manifest in manifests.items() if manifest.hashed is not None]
    identifiers = {one.name for need in copied for one in manifests[need].columns if one.identifier is not None}
    if not identifiers:
        return
    named = "|".join(map(re.escape, sorted(identifiers)))
    column = rf"(?:\w+\.)?(?:{named})\b"
    patterns = (
        rf"id_could_be\s*\([^)]*{column}",
        rf"\b(?:{_ASKED})\s*\(\s*{column}",
        rf"{column}\s+(?:not\s+)?matches\b",
    )
    written = re.sub(r"(?m)(?:^|\s)#.*$", "", model.text)  # what is only a comment looks at nothing
    found = next((hit.group(0) for one in patterns if (hit := re.search(one, written))), None)
    if found is not None:
        said = " ".join(found.split())
        zh = f"模型按号码本身的字符判断（{said}…），哈希副本中没有原号码，不能运行；请在原数据上运行"
        en = f"the model looks at the signs of an identifier ({said}…), and a copy with keyed hashes has none: "
        yield Refusal("hashed", zh, en + "run it over the data itself")


def withheld_columns(model: Model) -> tuple[str, ...]:
    """Columns (`need.column`) that a model reads and that are empty in a copy: texts that may name somebody."""
    found = []
    for need, asked in sorted(model.needs.items()):
        standard = need_standard(asked)
        columns = standard.columns if standard is not None else {}
        for name in asked.columns or ():
            if name in columns and columns[name].in_copies == "withhold":
                found.append(f"{need}.{name}")
    return tuple(found)
