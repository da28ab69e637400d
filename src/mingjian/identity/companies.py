"""How a company is told by what stands beside a credit code that fails, or by the code it had before 2015.

A unified social credit code (GB 32100-2015) holds the registering authority in its first eight characters and the
former organisation code (GB 11714-1997) in characters 9–17: whoever is listed under the old code is the company of the
new one, by the standard itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyarrow as pa

from mingjian.identity.comparisons import Comparison, Plan
from mingjian.identity.kin import Kin
from mingjian.identity.spelling import reading
from mingjian.standards.identifiers.uscc import legible
from mingjian.standards.names import organisation_name_sql

__all__ = ["COMPANY", "core"]

_PLACE = re.compile(
    r"^(?:[^省区市县]{2,6}(?:省|自治区))?(?:[^省区市县]{2,5}(?:市|自治州|地区|盟))?(?:[^省区市县]{1,5}[县区])?"
)
_FORM = re.compile(r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|公司|普通合伙|有限合伙)+$")


def core(name: str) -> str:
    """A company's name without place and legal form (合肥市华达建材有限公司 → 华达建材); whole if nothing is left."""
    bare = _FORM.sub("", _PLACE.sub("", name, count=1))
    return bare if len(bare) > 1 else name


def spelled(names: Iterable[str]) -> pa.Table:
    """Distinct names with ``reading`` and, as ``family``, the core: to be joined to the rows that bear them."""
    listed = list(names)
    return pa.table({
        "name": pa.array(listed, pa.string()),
        "reading": pa.array([reading(one) for one in listed], pa.string()),
        "family": pa.array([core(one) for one in listed], pa.string()),
    })  # fmt: skip


_PLAN = Plan(
    comparisons=(
        Comparison("name", "organisation", "名称", "name"),
        Comparison("phone", "number", "电话", "telephone"),
        Comparison("account", "number", "银行账号", "bank account"),
        Comparison("address", "text", "地址", "address"),
    ),
    blocks=(
        ("organisation",),
        ("first14",),
        ("name", "authority"),
        ("name_reading", "authority"),
        ("name", "phone"),
        ("name", "account"),
        ("name", "address"),
        ("name_family", "phone"),
        ("name_family", "account"),
    ),
    training=(("organisation",), ("name", "authority")),
    least=-25.0,  # a company that changed its name is still the one its former code names
)
"""Never by a name alone: it is unique within the authority that registered it, and which that was the code tells."""

COMPANY = Kin(
    kind="company",
    plan=_PLAN,
    parts={
        "authority": "CASE WHEN NOT contains(left(written, 8), '_') THEN left(written, 8) END",
        "first14": "CASE WHEN NOT contains(left(written, 14), '_') THEN left(written, 14) END",
        "organisation": "CASE WHEN NOT contains(substr(written, 9, 9), '_') THEN substr(written, 9, 9) END",
    },
    name_sql=organisation_name_sql,
    spelled=spelled,
    legible=legible,
    former="(key LIKE 'org:%' OR key LIKE 'reg:%')",
    certain="(left(a.written, 8) = '________' AND substr(a.written, 9, 9) = substr(f.written, 9, 9)"
    " AND NOT contains(substr(a.written, 9, 9), '_'))",
)
