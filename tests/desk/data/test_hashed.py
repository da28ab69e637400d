"""A modeller without clearance: the same people under the same hashes in every list, nobody to be found by value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from data_parts import Officer
from desk_parts import COUNTIES, PER_COUNTY, name_of, person_id

from mingjian.desk.lake import the_lake
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace
from mingjian.intake import Intake
from mingjian.lake import Lake
from mingjian.models.enumerations import Line
from mingjian.standards.hashing import KeyedHashes

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = [person_id(county, n) for county in COUNTIES for n in range(1, PER_COUNTY + 1)]
NAMES = {name_of(n) for n in range(1, PER_COUNTY + 1)} | {"丙丁"}


@pytest.fixture
def modeller(own_lake: Lake, user, client_of) -> Officer:
    return Officer(client_of(user("modeller", Role.MODELLER, office="340000")))


def people_of(page: dict) -> dict[str, dict]:
    return {one["hash"]: one for one in page["people"]}


def test_the_same_person_is_seen_to_be_the_same_in_two_lists(modeller: Officer) -> None:
    deaths = people_of(modeller.told("get", "datasets/death_record/sample"))
    pensions = people_of(modeller.told("get", "datasets/pension_payment/sample"))
    assert len(deaths) == len(pensions) == 8
    hashes = KeyedHashes(the_lake().keyring)
    known = {hashes.of("person_id", one): one for one in PEOPLE}
    assert deaths.keys() | pensions.keys() <= known.keys()
    for mark, one in deaths.items():
        assert [where["dataset"] for where in one["elsewhere"]] == ["pension_payment"]
        assert one["elsewhere"][0]["rows"] > 4
        cells = {cell["column"]: cell for cell in one["rows"][0]}
        assert cells["id_number"]["value"] == {"zh": mark, "en": mark}
        assert cells["name"]["value"]["zh"].startswith("#")
        assert (cells["name"]["masked"], cells["region"]["masked"]) == (True, False)
    for mark in deaths.keys() & pensions.keys():
        names = {c["value"]["zh"] for p in (deaths, pensions) for c in p[mark]["rows"][0] if c["column"] == "name"}
        assert len(names) == 1
        assert deaths[mark]["elsewhere"][0]["rows"] == pensions[mark]["total"]
    assert Trace.objects.filter(action="data.sample", actor="modeller").count() == 2


def test_nothing_in_clear_stands_in_any_answer(modeller: Officer) -> None:
    for dataset in ("death_record", "pension_payment", "benefit_payment"):
        for path in (f"datasets/{dataset}", f"datasets/{dataset}/sample"):
            text = json.dumps(modeller.told("get", path), ensure_ascii=False)
            assert not [one for one in (*PEOPLE, *NAMES) if one in text]
    assert modeller.told("get", "datasets/death_record")["hashed"]


def test_only_whoever_may_see_no_value_reads_hashes(own_lake: Lake, user, client_of) -> None:
    """Somebody who sees values, or may unmask them, could tell who stands behind a hash."""
    for number, roles in enumerate([
        (Role.MODELLER, Role.PROSECUTOR), (Role.MODELLER, Role.DATA_OFFICER), (Role.MODELLER, Role.ASSISTANT),
        (Role.REVIEWER,), (Role.DATA_OFFICER,), (Role.CHIEF,), (Role.SYSTEM_ADMIN,),
    ]):  # fmt: skip
        other = Officer(client_of(user(f"u{number}", *roles, office="340000")))
        assert other.ask("get", "datasets/death_record/sample").status_code == 404
        page = other.ask("get", "datasets/death_record")
        assert "#" not in page.content.decode()
        assert page.status_code == 404 or not page.json()["hashed"]


def test_a_clear_value_confirms_no_hash(modeller: Officer) -> None:
    """The page takes no value to search by; what is added to the address changes nothing."""
    plain = modeller.told("get", "datasets/death_record/sample")
    for query in (f"?q={PEOPLE[0]}", f"?hash={next(iter(people_of(plain)))}", f"?id_number={PEOPLE[0]}&version=1"):
        assert modeller.told("get", f"datasets/death_record/sample{query}") == plain
    for wrong in ("nothing", "..", PEOPLE[0], "death_record@1"):
        assert modeller.ask("get", f"datasets/{wrong}/sample").status_code == 404
    found = modeller.client.get(f"/api/clues?q={PEOPLE[0]}").json()
    assert (found["items"], found["total"]) == ([], 0)


def test_rows_of_other_regions_other_lines_minors_and_seals_stay_out(
    own_lake: Lake, user, client_of, tmp_path: Path
) -> None:
    county = Officer(client_of(user("county", Role.MODELLER, office="340202")))
    hashes = KeyedHashes(the_lake().keyring)
    inside = {hashes.of("person_id", person_id("340202", n)) for n in range(1, PER_COUNTY + 1)}
    assert people_of(county.told("get", "datasets/death_record/sample")).keys() == inside
    file = tmp_path / "decisions.csv"
    head = "姓名,身份证号,决定书文号,决定机关,不起诉类型,决定日期,涉嫌罪名,行政区划,封存标识"
    sealed, open_ = person_id("340102", 5), person_id("340102", 6)
    rows = [f"甲甲,{one},皖检刑不诉〔2024〕{n}号,甲检察院,相对不起诉,2024-03-01,盗窃罪,340102,{mark}"
            for n, (one, mark) in enumerate([(sealed, "是"), (open_, "否")], 1)]  # fmt: skip
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    Intake(own_lake).load(file, "non_prosecution", owner="340000", synthetic=True)
    whole = Officer(client_of(user("whole", Role.MODELLER, office="340000")))
    found = people_of(whole.told("get", "datasets/non_prosecution/sample"))
    assert found.keys() == {hashes.of("person_id", open_)}
    civil = Officer(client_of(user("civil", Role.MODELLER, office="340000", lines=(Line.CIVIL,))))
    closed = civil.told("get", "datasets/non_prosecution/sample")
    assert (closed["people"], closed["closed"]) == ([], True)
