"""Resolving companies: by the former code, by name and authority; who is left alone; persons beside them."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest
from identity_parts import people, spoiled
from runs_parts import publish_rows

from mingjian.identity import Decisions, IdentityStore, resolve
from mingjian.identity.companies import core
from mingjian.identity.overlay import overlaid
from mingjian.identity.records_file import records_of
from mingjian.lake.sql import reader
from mingjian.standards.identifiers import uscc

MAKES, TRADES = "华瑞鑫宏盛恒泰金宇天嘉安信诚", ("建材", "物流", "食品", "服饰", "医药", "化工")


def companies(many: int, seed: int = 1) -> list[dict[str, str]]:
    """Credit code and name of each; some names are borne by several, in other counties."""
    draw = random.Random(seed)
    found: dict[str, str] = {}
    while len(found) < many:
        body = f"{draw.randint(10_000_000, 99_999_999)}"
        whole = (
            f"91340{draw.randint(1, 4)}{draw.randint(0, 2)}{draw.randint(1, 8)}{body}{uscc.organisation_check(body)}"
        )
        name = "".join(draw.choice(MAKES) for _ in range(3)) + draw.choice(TRADES)
        found[whole + uscc.check_character(whole)] = f"合肥{name}有限公司"
    return [{"uscc": code, "company_name": name} for code, name in found.items()]


def failed(one: dict[str, str], way: str) -> dict[str, Any]:
    """The code as an agency wrote it."""
    code = one["uscc"]
    raw = {
        "typed": code[:17] + ("1" if code[17] != "1" else "2"),
        "masked": f"{code[:8]}*******{code[15:]}",
        "none": "",
    }[way]
    told = {"_raw": json.dumps({"uscc": raw})} if raw else {}
    return {"company_name": one["company_name"], "uscc": None, "uscc__state": 1 if raw else 0, **told}


def licences(lake, rows, dataset="licences"):
    base = {"licence_number": "JY1", "status": "valid", "region": "340100", "name": "甲", "id_number": None}
    listed = [{**base, "licence_number": f"JY{n}", **row} for n, row in enumerate(rows)]
    return publish_rows(lake, dataset, "food_licence@1", listed)


def cases(lake, rows):
    base = {"case_number": "A", "filed_on": date(2024, 1, 5), "region": "340100"}
    return publish_rows(
        lake, "cases", "tax_case@1", [{**base, "case_number": f"A{n}", **row} for n, row in enumerate(rows)]
    )


def links(lake, resolution, dataset):
    part = next(one for one in resolution.datasets if one.dataset == dataset)
    table = IdentityStore(lake).table(resolution, part.links_file)
    return {
        row: key
        for row, key, column in zip(*(table[c].to_pylist() for c in ("_row", "key", "column")), strict=True)
        if column == "company"
    }


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("合肥市华达建材有限责任公司", "华达建材"), ("安徽省合肥市蜀山区华达建材有限公司", "华达建材"),
        ("合肥华达建材股份有限公司", "合肥华达建材"), ("华达商贸", "华达商贸"), ("肥西县有限公司", "肥西县有限公司"),
    ],
)  # fmt: skip
def test_the_core_of_a_name(name, found):
    assert core(name) == found


def test_whose_code_fails_is_found_by_it_and_the_name(lake):
    known = companies(400)
    licences(lake, known)
    cases(lake, [failed(one, ("typed", "masked")[n % 2]) for n, one in enumerate(known[:100])])
    made = resolve(lake)
    found = links(lake, made, "cases")
    assert all(found[row] == known[row]["uscc"] for row in found)
    assert len(found) >= 98
    assert made.companies is not None
    assert made.companies.known == 400


def test_a_name_alone_links_no_company(lake):
    known = companies(300)
    licences(lake, known)
    cases(lake, [failed(one, "none") for one in known[:80]])
    assert links(lake, resolve(lake), "cases") == {}


def test_strangers_are_no_company_we_know(lake):
    known, strangers = companies(300), companies(60, seed=7)
    licences(lake, known)
    cases(lake, [failed(one, ("typed", "masked")[n % 2]) for n, one in enumerate(strangers)])
    assert links(lake, resolve(lake), "cases") == {}


def test_a_former_code_is_the_company_by_the_standard_whatever_its_name_is_now(lake):
    known = companies(300)
    licences(lake, known)
    old = [{"uscc": f"org:{one['uscc'][8:17]}", "company_name": "原来的名称"} for one in known[:20]]
    manifest = cases(lake, [*old, {"uscc": "org:000000019", "company_name": "别的企业"}])
    made = resolve(lake)
    found = links(lake, made, "cases")
    assert found == {row: one["uscc"] for row, one in enumerate(known[:20])}
    why = next(one for one in records_of(lake, made, state="linked")).candidates[0].reasons[0]
    assert "GB 32100" in why["zh"]
    part = next(one for one in made.datasets if one.dataset == "cases")
    columns = ["company", "uscc"]
    sql = overlaid(lake.scan_sql(manifest, columns), columns, manifest, IdentityStore(lake).path(made, part.links_file))
    with reader() as con:
        read = con.execute(f"SELECT uscc FROM ({sql}) ORDER BY _row").fetchall()
    assert [code for (code,) in read] == [*(one["uscc"] for one in known[:20]), "org:000000019"]


def test_what_people_decide_of_a_company_counts(lake):
    known = companies(300)
    licences(lake, known)
    cases(lake, [failed(known[0], "masked"), failed(known[1], "masked")])
    made = resolve(lake)
    found = {one.candidates[0].key: one for one in records_of(lake, made, state="linked")}
    record = found[known[0]["uscc"]]
    assert record.kind == "company"
    Decisions(lake).record("company", record.fingerprint, known[0]["uscc"], "different", "检察官甲", "已核对登记档案")
    again = resolve(lake)
    assert 0 not in links(lake, again, "cases")
    assert again.changed == 1
    table = IdentityStore(lake).table(again, "changes.parquet").to_pylist()
    assert [(one["was"], one["now"], one["why"]) for one in table] == [(known[0]["uscc"], None, "decision")]


def test_persons_and_companies_of_one_row_are_both_found(lake):
    persons, firms = people(300), companies(300)
    licences(lake, [{**firm, "name": one["name"], "id_number": one["id_number"]}
                    for firm, one in zip(firms, persons, strict=True)])  # fmt: skip
    both = [
        {**failed(firm, "typed"), **spoiled(one, "typed"),
         "_raw": json.dumps({"uscc": json.loads(failed(firm, "typed")["_raw"])["uscc"],
                             "id_number": json.loads(spoiled(one, "typed")["_raw"])["id_number"]})}
        for firm, one in zip(firms[:40], persons[:40], strict=True)
    ]  # fmt: skip
    licences(lake, both, "later")
    made = resolve(lake)
    part = next(one for one in made.datasets if one.dataset == "later")
    table = pq.read_table(IdentityStore(lake).path(made, part.links_file)).to_pylist()
    mine = {(one["_row"], one["column"]): one["key"] for one in table}
    assert sum(mine.get((row, "company")) == firms[row]["uscc"] for row in range(40)) >= 39
    assert sum(mine.get((row, "person")) == persons[row]["id_number"] for row in range(40)) >= 38
    assert [one["_row"] for one in table] == sorted(one["_row"] for one in table)
