"""The shipped standards: complete, unambiguous, and helpful when a name is wrong."""

from pathlib import Path

import pytest

from mingjian.standards import StandardError, UnknownName, codes, fold_header, read_standard, standards

PLAN = Path(__file__).parents[2] / "docs" / "plans" / "core.md"


def test_every_dataset_of_the_plan_is_there_with_its_columns():
    section = PLAN.read_text(encoding="utf-8").split("\n## 5.")[1].split("\n## ")[0]
    listed = [line for line in section.splitlines() if line.startswith("| ")]
    planned = {}
    for line in listed[1:]:
        name, columns = (part.strip() for part in line.strip("| ").split("|", 1))
        bare = "".join(c for c in _without_brackets(columns) if c not in "!|")
        planned[name] = [column.split()[0] for column in bare.split(",") if column.split()]
    assert len(planned) == 21
    registry = standards()
    for name, columns in planned.items():
        have = registry[f"{name}@1"].columns
        assert [c for c in columns if c not in have] == [], name
        assert {"name", "id_number", "region"} <= set(have), name


def _without_brackets(text: str) -> str:
    depth, out = 0, []
    for character in text:
        depth += character == "("
        if depth == 0:
            out.append(character)
        depth -= character == ")"
    return "".join(out)


def test_headers_are_unambiguous_within_a_standard():
    clashes = []
    for standard in standards().values():
        owner: dict[str, str] = {}
        for column in standard.columns.values():
            for header in column.headers:
                folded = fold_header(header)
                if owner.setdefault(folded, column.name) != column.name:
                    clashes.append((standard.id, header, owner[folded], column.name))
    assert clashes == []


def test_every_code_column_has_its_list_and_every_person_dataset_its_subject():
    for standard in standards().values():
        for column in standard.columns.values():
            if column.codes:
                assert len(codes(column.codes)) > 1
        assert standard.subjects["person"].key == "id_number"
        assert standard.natural_key
        assert standard.place == "region"


def test_look_up_by_major_by_minor_and_by_bare_name():
    registry = standards()
    assert registry["death_record@1"] is registry["death_record"] is registry["death_record@1.0"]
    assert registry["death_record@1"].required == ("died_on",)
    assert "death_record@2" not in registry
    assert registry["criminal_judgment@1"].subjects["person"].weak == ("name", "birth_date")


def test_a_row_may_tell_of_two_people():
    subjects = standards()["bank_transaction@1"].subjects
    assert {name: (one.kind, one.key) for name, one in subjects.items()} == {
        "person": ("person", "id_number"),
        "partner": ("person", "other_id"),
    }
    assert standards()["civil_party@1"].subjects["company"].kind == "company"


@pytest.mark.parametrize(
    ("wrong", "near"), [("deth_record@1", "death_record@1"), ("pension_payments", "pension_payment")]
)
def test_a_wrong_name_comes_with_the_nearest(wrong, near):
    with pytest.raises(UnknownName, match=near):
        standards()[wrong]


def test_a_wrong_column_comes_with_the_nearest():
    with pytest.raises(UnknownName, match="died_on"):
        standards()["death_record@1"].column("dead_on")


def test_a_further_dataset_is_only_yaml(tmp_path):
    (tmp_path / "drug_control@1.yaml").write_text(
        "standard: drug_control\nversion: '1.0'\ntitle: {zh: 戒毒, en: Drug control}\nabout: {zh: 一行, en: a row}\n"
        "provider: {zh: 公安, en: police}\nnatural_key: [id_number, from_on]\ncolumns:\n  name: common\n"
        "  id_number: {common: id_number, also: [戒毒人员证件号]}\n"
        "  from_on: {zh: 起始日期, en: From, type: date, time: start, required: true}\n",
        encoding="utf-8",
    )
    standard = standards(tmp_path)["drug_control@1"]
    assert "戒毒人员证件号" in standard.column("id_number").headers
    assert standard.subjects["person"].key == "id_number"
    assert standard.place is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("  died_on: {zh: 日, en: day, type: dat}", "died_on"),
        ("  died_on: {common: id_numbr}", "id_number"),
        ("  died_on: {zh: 日, en: day, type: identifier}", "kind"),
    ],
)
def test_a_wrong_definition_names_file_and_place(tmp_path, line, says):
    file = tmp_path / "x@1.yaml"
    file.write_text(
        "standard: x\nversion: '1.0'\ntitle: {zh: 戒, en: D}\nabout: {zh: 一行, en: a row}\n"
        f"provider: {{zh: 公安, en: police}}\nnatural_key: []\nsubjects: {{}}\ncolumns:\n{line}\n",
        encoding="utf-8",
    )
    with pytest.raises(StandardError, match=says) as raised:
        read_standard(file)
    assert "x@1.yaml" in str(raised.value)


def test_codes_know_labels_words_and_the_nearest_list():
    kinds = codes("penalty_kinds")
    assert kinds.find("死缓") == ["suspended_death"]
    assert kinds.find(" 拘 役 ") == ["detention"]
    assert kinds.label("fixed_term") == "有期徒刑"
    assert kinds.find("流放") == []
    with pytest.raises(UnknownName, match="penalty_kinds"):
        codes("penalty_kind")


def test_regions_present_abolished_long_and_ambiguous():
    regions = codes("regions")
    assert regions.find("瑶海区") == ["340102"]
    assert regions.find("安徽省合肥市瑶海区") == ["340102"]
    assert regions.find("340102001001") == ["340102"]
    assert regions.find("34") == ["340000"]
    assert regions.find("110103") == ["110103"]  # 崇文区, abolished 2010
    assert len(regions.find("鼓楼区")) == 4
    assert regions.find("990000") == []
    assert regions.find("000000") == []
    assert regions["340102"].attributes == {"name": "瑶海区", "parent": "340100", "level": 3}


def test_charges_are_a_list_and_their_penalties_a_table():
    charges = codes("charges")
    for written in ("盗窃罪", "盗窃", "盗窃案", "涉嫌盗窃罪", "涉嫌盗窃一案"):
        assert charges.find(written) == ["盗窃罪"]
    assert charges.find("组织他人偷越国(边)境") == ["组织他人偷越国（边）境罪"]
    assert charges.find("偷东西") == []
    rows = codes("charge_penalties").rows()
    assert {"charge", "article", "valid_from", "valid_to", "fine_rule", "min_months", "verified"} <= set(rows[0])
    assert any(row["charge"] == "危险驾驶罪" and not row["allows_fixed_term"] for row in rows)
