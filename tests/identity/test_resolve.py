"""Resolving a small town: who is found, who is left alone, what stays the same, what people decide."""

import dataclasses
from datetime import date

import pyarrow.parquet as pq
import pytest
from identity_parts import payments, people, spoiled, stays
from runs_parts import publish_rows

from mingjian.identity import Decisions, IdentityError, IdentityStore, resolve
from mingjian.identity.records_file import page_of, records_of
from mingjian.lake import Lake
from mingjian.standards.identifiers.person_id import check_digit

WAYS = ("masked", "zeros", "typed")


def links(lake, resolution, dataset):
    """Row → number, as linked."""
    part = next(one for one in resolution.datasets if one.dataset == dataset)
    table = IdentityStore(lake).table(resolution, part.links_file)
    return dict(zip(table["_row"].to_pylist(), table["key"].to_pylist(), strict=True))


def town(lake, many=240, bad=120):
    """Everybody is paid under the right number; half of the stays have numbers that fail."""
    known = people(many)
    payments(lake, known)
    stays(lake, [spoiled(one, WAYS[n % 3]) for n, one in enumerate(known[:bad])] + known[bad:])
    return known


def test_who_is_found(lake):
    known = town(lake)
    made = resolve(lake)
    found = links(lake, made, "stays")
    assert all(found[row] == known[row]["id_number"] for row in found)
    assert len(found) >= 118
    part = next(one for one in made.datasets if one.dataset == "stays")
    assert (part.rows, part.linked) == (120, len(found))
    assert made.share > 0.9


def test_rows_and_counts_do_not_change_when_resolved_again(lake):
    town(lake)
    first, second = resolve(lake), resolve(lake)
    assert [dataclasses.asdict(r) for r in records_of(lake, first)] == [
        dataclasses.asdict(r) for r in records_of(lake, second)
    ]
    assert links(lake, first, "stays") == links(lake, second, "stays")
    assert (second.before, second.changed) == (first.id, 0)


def test_strangers_are_nobody(lake):
    """Records of people who stand nowhere with a number: none is taken for somebody of like digits or name."""
    known, strangers = people(240), people(60, seed=2)
    payments(lake, known)
    stays(lake, [spoiled(one, WAYS[n % 3]) for n, one in enumerate(strangers)])
    numbers = {one["id_number"] for one in strangers}
    assert not numbers & {one["id_number"] for one in known}
    assert links(lake, resolve(lake), "stays") == {}


def test_a_name_alone_links_nobody(lake):
    known = people(240)
    payments(lake, known)
    stays(lake, [spoiled(one, "none") for one in known[:100]])
    assert links(lake, resolve(lake), "stays") == {}


def test_two_of_one_name_and_county_are_left_to_people(lake):
    known = people(240)
    county, name = known[0]["id_number"][:5], known[0]["name"]
    other = next(one for one in known[1:] if one["id_number"][:5] == county)
    other["name"] = name
    same = [one for one in known if one["name"] == name and one["id_number"][:5] == county]
    payments(lake, known)
    stays(lake, [spoiled(known[0], "float"), *(spoiled(one, "masked") for one in known[10:100])])
    made = resolve(lake)
    assert 0 not in links(lake, made, "stays")
    record = next(one for one in records_of(lake, made, state="unsure") if one.told["name"] == name)
    assert {one.key for one in record.candidates} == {one["id_number"] for one in same}
    assert sum(one.chance for one in record.candidates) <= 1.0001
    assert all(one.reasons[0]["en"].startswith("the 5 digits") for one in record.candidates)


def test_decisions_come_first_and_may_be_made_anew(lake):
    known = town(lake)
    first = resolve(lake)
    record = next(one for one in records_of(lake, first, state="linked") if one.dataset == "stays")
    key, decisions = record.candidates[0].key, Decisions(lake)
    row = next(row for row, number in links(lake, first, "stays").items() if number == key)

    decisions.record("person", record.fingerprint, key, "different", "甲", "经查并非同一人")
    second = resolve(lake)
    assert row not in links(lake, second, "stays")
    changes = pq.read_table(IdentityStore(lake).path(second, "changes.parquet")).to_pylist()
    assert [(one["was"], one["now"], one["why"]) for one in changes] == [(key, None, "decision")]

    other = next(one["id_number"] for one in known if one["id_number"] != key)
    decisions.record("person", record.fingerprint, other, "same", "甲", "本人确认")
    assert links(lake, resolve(lake), "stays")[row] == other
    decisions.record("person", record.fingerprint, other, "unsure", "乙")
    decisions.record("person", record.fingerprint, key, "same", "乙", "再查为同一人")
    assert links(lake, resolve(lake), "stays")[row] == key
    assert [one.word for one in decisions.all()] == ["different", "same", "unsure", "same"]


def test_a_record_people_are_unsure_of_stays_open(lake):
    town(lake)
    first = resolve(lake)
    record = next(one for one in records_of(lake, first, state="linked") if one.dataset == "stays")
    Decisions(lake).record("person", record.fingerprint, record.candidates[0].key, "unsure", "甲")
    assert record.candidates[0].key not in links(lake, resolve(lake), "stays").values()


def test_a_decision_that_is_withdrawn_leaves_the_record_to_the_machine(lake):
    town(lake)
    first = resolve(lake)
    record = next(one for one in records_of(lake, first, state="linked") if one.dataset == "stays")
    key, decisions = record.candidates[0].key, Decisions(lake)
    decisions.record("person", record.fingerprint, key, "different", "甲", "经查并非同一人")
    assert key not in links(lake, resolve(lake), "stays").values()
    decisions.record("person", record.fingerprint, key, "withdrawn", "甲", "看错了行")
    assert decisions.standing("person") == {}
    last = resolve(lake)
    assert links(lake, last, "stays") == links(lake, first, "stays")
    assert (last.decisions, decisions.newest()) == (2, 2), "both counted, though neither stands"
    with pytest.raises(IdentityError, match="no decision to withdraw"):
        decisions.record("person", record.fingerprint, key, "withdrawn", "甲", "再次")


def test_a_page_is_a_part_of_all_records(lake):
    town(lake)
    made = resolve(lake)
    all_ = records_of(lake, made)
    names = {one.dataset for one in made.datasets}
    pages = [page_of(lake, made, names, start=start, size=7) for start in range(0, len(all_) + 7, 7)]
    assert [one for page, _ in pages for one in page] == all_
    assert {total for _, total in pages} == {len(all_)}
    one, other = all_[0].fingerprint, all_[1].fingerprint
    assert page_of(lake, made, names, only=[one]) == ([all_[0]], 1)
    assert page_of(lake, made, names, only=[one, other], but=[one]) == ([all_[1]], 1)
    linked = records_of(lake, made, state="linked", datasets={"stays"})
    assert page_of(lake, made, {"stays"}, state="linked", kind="person", size=1000) == (linked, len(linked))
    assert page_of(lake, made, names, kind="company") == ([], 0)
    assert page_of(lake, made, ()) == ([], 0)
    path = IdentityStore(lake).path(made, made.datasets[0].records_file)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(IdentityError, match="not what it was"):
        page_of(lake, made, names)


def test_decisions_want_a_name_and_a_reason(lake):
    decisions = Decisions(lake)
    with pytest.raises(IdentityError, match="who decides"):
        decisions.record("person", "a", "b", "same", " ", "x")
    with pytest.raises(IdentityError, match="say why"):
        decisions.record("person", "a", "b", "different", "甲")
    assert decisions.all() == []


def twin_of(number):
    """A number of the same county that is masked alike: another birthday, the same last four."""
    for day in range(1, 29):
        body = f"{number[:6]}1970{day % 12 + 1:02d}{day:02d}{number[14:17]}"
        if check_digit(body) == number[17] and body + number[17] != number:
            return body + number[17]
    raise AssertionError(number)


def test_new_rows_change_no_subject_and_no_link_without_a_reason(lake):
    """Somebody of the same name whose number is masked alike comes in: what was sure no longer is, and that is told."""
    known = town(lake)
    first = resolve(lake)
    before, ids = links(lake, first, "stays"), lake.subjects.ids("person", [one["id_number"] for one in known])
    row = next(row for row in before if row % 3 == 0)  # masked
    payments(lake, [*known, {**known[row], "id_number": twin_of(known[row]["id_number"])}])
    second = resolve(lake)
    after = links(lake, second, "stays")
    assert lake.subjects.ids("person", list(ids)) == ids
    assert {row for row in before if after.get(row) != before[row]} == {row}
    told = pq.read_table(IdentityStore(lake).path(second, "changes.parquet")).to_pylist()
    assert [(one["was"], one["now"], one["why"]) for one in told] == [(before[row], None, "less_sure")]


def test_what_is_destroyed_takes_its_links_along(lake):
    town(lake)
    made = resolve(lake)
    manifest = lake.version("stays")
    lake.destroy("stays", [manifest.version], by="甲", basis="数据安全法")
    part = made.of(manifest)
    assert part is not None
    store = IdentityStore(lake)
    assert not store.path(made, part.links_file).exists()
    assert not store.path(made, part.records_file).exists()
    with pytest.raises(IdentityError, match="is gone"):
        store.table(made, part.links_file)
    assert resolve(lake).before == made.id


def test_a_changed_file_is_told(lake):
    town(lake)
    made = resolve(lake)
    part = made.datasets[-1]
    path = IdentityStore(lake).path(made, part.links_file)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(IdentityError, match="is not what it was"):
        IdentityStore(lake).table(made, part.links_file)
    about = IdentityStore(lake).folder / made.id / "identity.json"
    about.write_text(about.read_text().replace('"records"', '"records" '))
    IdentityStore(lake).get(made.id)  # white space is no change
    about.write_text(about.read_text().replace('"known": 240', '"known": 241'))
    with pytest.raises(IdentityError, match="was changed"):
        IdentityStore(lake).get(made.id)


def test_an_empty_lake(tmp_path):
    made = resolve(Lake.create(tmp_path / "empty"))
    assert (made.datasets, made.records, made.known) == ((), 0, 0)


def test_births_and_accounts_speak_too(lake):
    """No number at all: name and account, or name and date of birth."""
    known = people(240)
    accounts = [f"62284800000{n:08d}" for n in range(240)]
    payments(lake, [
        *({**one, "account": accounts[n]} for n, one in enumerate(known)),
        *({**spoiled(one, "none"), "account": accounts[n]} for n, one in enumerate(known[:80])),
    ])  # fmt: skip
    born = [date.fromisoformat(f"{n[6:10]}-{n[10:12]}-{n[12:14]}") for n in (one["id_number"] for one in known)]
    base = {"court": "合肥市瑶海区人民法院", "judged_on": date(2024, 5, 6), "region": "340102"}
    publish_rows(lake, "judgments", "criminal_judgment@1", [
        {**base, "case_number": f"（2024）皖0102刑初{n}号", **spoiled(one, "none"), "birth_date": born[80 + n]}
        for n, one in enumerate(known[80:160])
    ])  # fmt: skip
    made = resolve(lake)
    paid, judged = links(lake, made, "payments"), links(lake, made, "judgments")
    assert all(known[row - 240]["id_number"] == key for row, key in paid.items())
    assert all(known[row + 80]["id_number"] == key for row, key in judged.items())
    assert len(paid) >= 60  # in a small town many share a name, which then says little
    likely = {
        (one.told["name"], one.told["birth"]): one.candidates[0]
        for one in records_of(lake, made, datasets={"judgments"})
        if one.candidates
    }
    right = {(one["name"], born[n].isoformat()): one["id_number"] for n, one in enumerate(known)}
    assert len(likely) >= 75  # what name and birth leave below 0.999 is put before people
    assert all(candidate.key == right[told] and candidate.chance >= 0.5 for told, candidate in likely.items())
