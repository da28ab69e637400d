"""Case files: every form is read, every mistake told at once; and what is shown of them."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from evidence_parts import PERSONS, case, statement
from openpyxl import load_workbook

from mingjian.assist.evidence import (
    check,
    check_case,
    load_case,
    matrix_page,
    open_text,
    outline,
    outline_items,
    parse_case,
    put,
    relations,
    schema,
    set_aside,
    timeline,
)
from mingjian.assist.evidence.editing import add_need, remove
from mingjian.assist.evidence.packs import check_pack
from mingjian.assist.evidence.tables import empty_tables
from mingjian.models.problems import ModelErrors

FILE = """\
# 张甲盗窃案 a comment that stays
case: zhang
title: 张甲盗窃案   # another
charges: [盗窃罪]
stage: arrest
documents:
  - {id: d1, kind: case_receipt, on: 2024-05-02}
  - {id: d2, kind: interrogation, of: [p1], text: 我拿了手机。}
persons:
  - {id: p1, name: 张甲, roles: [suspect], born: 1990-03-05}
statements:
  - {id: s1, document: d2, page: 1, span: [0, 5], kind: interrogation, person: p1, officers: [王丙], checked: true}
"""


def test_every_mistake_of_a_file_is_told_at_once_with_its_place_and_the_nearest_name() -> None:
    wrong = (
        FILE.replace("盗窃罪", "盗切罪").replace("case_receipt", "case_recipt").replace("of: [p1]", "of: [p2]")
        .replace("born: 1990-03-05", "born: 1990-13-05").replace("person: p1, officers", "person: p9, officrs")
    )  # fmt: skip
    found, problems = check_case(wrong)
    assert found is None
    places = {(one.path, one.line) for one in problems}
    assert places == {
        ("charges.0", 4), ("documents.0.kind", 7), ("documents.1.of.0", 8), ("persons.0.born", 10),
        ("statements.0.officrs", 12), ("statements.0.person", 12),
    }  # fmt: skip
    assert {"盗窃罪", "case_receipt", "p1"} <= {near for one in problems for near in one.nearest}
    assert all(one.text("zh") != one.text("en") for one in problems)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("span: [0, 5]", "span: [0, 99]", "statements.0.span"),
        ("id: d2", "id: d1", "documents.1.id"),
        ("stage: arrest", "stage: trial", "stage"),
        ("- {id: p1, name: 张甲, ", "- {id: p1, name: 张甲, nation: 回族, ", "persons.0.nation"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(old: str, new: str, place: str) -> None:
    assert place in {one.path for one in check_case(FILE.replace(old, new))[1]}


@pytest.mark.parametrize("text", ["", "[]", "case: [", "case: x", "\x00", "a: &b 1"])
def test_what_is_no_case_file_is_told_and_never_a_traceback(text: str) -> None:
    with pytest.raises(ModelErrors) as raised:
        parse_case(text)
    assert raised.value.problems


def test_json_workbook_and_folder_say_the_same_as_yaml(tmp_path: Path) -> None:
    whole = parse_case(FILE)
    plain = whole.file.model_dump(mode="json", by_alias=True, exclude_none=True)
    (tmp_path / "case.json").write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    assert load_case(tmp_path / "case.json").file == whole.file
    book = empty_tables()
    for row, name in enumerate(("case", "title", "charges", "stage"), 1):
        book["case"].cell(row, 2, plain[name] if isinstance(plain[name], str) else "；".join(plain[name]))
    for name in ("documents", "persons", "statements"):
        heads = [cell.value for cell in book[name][1]]
        for one in plain[name]:
            cells = {
                key: "；".join(map(str, v)) if isinstance(v, list) and key != "span" else v for key, v in one.items()
            }
            cells |= {"span": "0,5"} if "span" in one else {}
            book[name].append([cells.get(str(head)) for head in heads])
    book.save(tmp_path / "case.xlsx")
    assert load_case(tmp_path / "case.xlsx").file == whole.file
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "case.yaml").write_text(FILE.replace(", text: 我拿了手机。", ""), encoding="utf-8")
    (folder / "d2.txt").write_text("我拿了手机。", encoding="utf-8")
    assert (load_case(folder).documents["d2"].text or "").strip() == "我拿了手机。"


def test_a_workbook_with_mistakes_tells_sheet_and_row(tmp_path: Path) -> None:
    book = empty_tables()
    book["persons"].append(["p1"])
    book.create_sheet("persns")
    book.save(tmp_path / "case.xlsx")
    with pytest.raises(ModelErrors) as raised:
        load_case(tmp_path / "case.xlsx")
    told = {(one.file.rpartition("[")[2], one.line) for one in raised.value.problems}
    assert {("persns]", 1), ("persons]", 2), ("case]", 1)} <= told
    assert load_workbook(tmp_path / "case.xlsx")["persons"]["A1"].value == "id"


def test_documents_alone_become_records_with_their_characters(tmp_path: Path) -> None:
    text = (
        "某某市某某区人民检察院\n起诉书\n某检刑诉〔2024〕12号\n被告人张甲，男，1990年3月5日出生，公民身份号码340104199003050019，汉族，"
        "初中文化，务工，住某某市。因涉嫌盗窃罪，于2024年5月4日被刑事拘留，同年5月16日被逮捕。\n"
        "本案由某某市公安局某某分局侦查终结，以被告人张甲涉嫌盗窃罪，于2024年7月1日向本院移送审查起诉。\n"
        "经依法审查查明：2024年5月1日20时许，被告人张甲在某某路盗窃李某手机一部，价值人民币3000元。\n"
        "本院认为，被告人张甲以非法占有为目的，盗窃他人财物，数额较大，其行为触犯了《中华人民共和国刑法》第二百六十四条，"
        "犯罪事实清楚，证据确实、充分，应当以盗窃罪追究其刑事责任。根据《中华人民共和国刑事诉讼法》第一百七十六条的规定，"
        "提起公诉，请依法判处。\n此致\n某某市某某区人民法院\n检察官：王某\n2024年8月1日\n"
    )
    (tmp_path / "起诉书.txt").write_text(text, encoding="utf-8")
    found = load_case(tmp_path)
    assert found.file.charges == ["盗窃罪"]
    (person,) = found.file.persons
    assert (person.name, person.born) == ("张甲", date(1990, 3, 5))
    assert found.place(person).excerpt == "张甲"
    assert str(person.note).startswith("自动读取")
    assert found.file.acts[0].from_ is not None
    (tmp_path / "起诉书.txt").write_text("今天天气很好。", encoding="utf-8")
    with pytest.raises(ModelErrors):
        load_case(tmp_path)


def test_a_report_tells_gaps_by_stage_and_keeps_complete_apart_from_clear() -> None:
    report = check(parse_case(FILE))
    needs = {gap.need: gap for gap in report.gaps}
    assert needs["filing_decision"].level == "must"
    assert "transfer_opinion" not in needs
    assert not report.complete
    told = json.dumps(report.as_dict(), ensure_ascii=False, default=str)
    assert "事实是否清楚" in told
    assert not any(word in told for word in ("有罪成立", "事实清楚，", "构成犯罪"))


def test_charges_without_a_pack_and_conditions_nobody_stated_are_told() -> None:
    report = check(case(charges=["盗窃罪", "放火罪"]))
    assert report.lacking == ("放火罪",)
    assert {"entered_home"} <= {name for one in report.unknowns for name in one.asks}
    stated = check(case(facts={"entered_home": False}))
    assert {cell.state for cell in stated.cells if cell.need.id == "home"} == {"not_needed"}


def test_a_document_of_one_suspect_is_none_of_the_other() -> None:
    two = [*PERSONS, {**PERSONS[0], "id": "p2", "name": "王戊"}]
    named = check(case(persons=two, documents=[{"id": "d1", "kind": "household", "of": ["p1"]}]))
    states = {cell.about: cell.state for cell in named.cells if cell.need.id == "household"}
    assert states == {"p1": "present", "p2": "missing"}
    loose = check(case(persons=two, documents=[{"id": "d1", "kind": "household"}]))
    assert {cell.state for cell in loose.cells if cell.need.id == "household"} == {"unclear"}


def test_what_speaks_for_the_suspect_stands_in_a_column_of_its_own() -> None:
    raised = {"id": "c1", "about": "a1", "what": "alibi", "speaker": "p1", "says": "当晚在外地"}
    turned = [
        statement(confesses=True),
        statement(id="s2", number=2, confesses=False, **{"from": "2024-05-06", "to": "2024-05-06"}),
    ]
    report = check(case(claims=[raised], statements=turned))
    states = {one.id: one.state for one in report.speaking_for}
    assert (states["alibi"], states["retracted"], states["claim_of_right"]) == ("open", "found", "asked")
    page = matrix_page(report)
    assert page.index('id="findings"') < page.index('id="for"') < page.index("材料矩阵")
    assert "grid-template-columns:1fr 1fr" in page


def test_a_finding_is_set_aside_with_a_reason_that_stays_in_the_file() -> None:
    (one,) = (f for f in check(parse_case(FILE)).findings if f.rule == "two_interrogators")
    sheet = set_aside(open_text(FILE, "case.yaml"), one.key, "第二名侦查员在隔壁记录，见说明", "李检", date(2024, 6, 1))
    again = check(parse_case(sheet.text))
    (told,) = (f for f in again.findings if f.rule == "two_interrogators")
    assert told.override is not None
    assert told.override.by == "李检"
    assert "第二名侦查员" in matrix_page(again)
    assert "讯问人不足二人" not in {item.matter for item in outline_items(again)}
    assert sheet.text.startswith(FILE.rstrip("\n")), "nothing but the entry was added"
    with pytest.raises(ValueError, match="理由"):
        set_aside(sheet, one.key, "  ", "李检", date(2024, 6, 1))


def test_edits_of_a_pack_keep_every_byte_they_do_not_touch() -> None:
    text = (
        "# 本院补充\npack: own\nversion: 1.0.0   # keep\ntitle: {zh: 甲, en: A}\npoints:\n  p:\n    element: conduct\n"
        "    title: {zh: 乙, en: B}\n    needs:\n      # why\n      - {id: a, any_of: [scene_video], ref: [刑诉法50]}\n"
    )
    sheet = add_need(open_text(text, "own.yaml"), "p", {"id": "b", "any_of": ["drugs"], "ref": ["刑诉法50"]})
    assert sheet.text.startswith(text.rstrip("\n"))
    found, problems = check_pack(sheet.text)
    assert problems == []
    assert found is not None
    assert [need.id for need in found.points["p"].needs] == ["a", "b"]
    assert remove(sheet, ("points", "p", "needs", 1)).text == text
    assert put(sheet, ("version",), "1.1.0").text == sheet.text.replace("1.0.0", "1.1.0")
    assert "office: 某院" in put(sheet, ("office",), "某院").text


def test_the_outline_is_word_with_citations_and_marks_of_what_is_unverified() -> None:
    drug = {"id": "x1", "kind": "weighing", "officers": ["王丙"], "suspect_present": True}
    report = check(case(procedures=[drug]))
    for lang, words in (
        ("zh", ("补充侦查提纲（草稿）", "未核对原文", "证明作用", "有利于犯罪嫌疑人")),
        ("en", ("(draft)", "not compared")),
    ):
        made = outline(report, lang)  # type: ignore[arg-type]
        text = "\n".join(one.text for one in Document(io.BytesIO(made)).paragraphs)
        assert all(word in text for word in words)
        assert report.notice[lang] in text
    assert outline(report) == outline(report)


def test_the_matrix_escapes_what_a_file_says_and_needs_nothing_from_outside() -> None:
    page = matrix_page(check(case(title="<script>alert(1)</script>")))
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_timeline_and_relations_are_data_in_order() -> None:
    whole = case(
        statements=[statement(document="d1")],
        documents=[{"id": "d1", "kind": "interrogation", "of": ["p1"], "on": "2024-05-04"}],
    )
    moments = [(one.at, one.record) for one in timeline(whole)]
    assert moments == [("2024-05-01 20:00", "a1"), ("2024-05-04", "d1"), ("2024-05-04 10:00", "s1")]
    assert {(one.source, one.target, one.kind) for one in relations(whole)} == {
        ("d1", "p1", "of"), ("a1", "p1", "suspect"), ("a1", "v1", "victim"), ("s1", "d1", "document"),
        ("s1", "p1", "person"),
    }  # fmt: skip


def test_the_schemas_name_what_can_be_written() -> None:
    assert schema("case")["$defs"]["Document"]["properties"]["kind"]["enum"]
    assert {"must", "should", "may"} == {one["const"] for one in schema("pack")["$defs"]["Level"]["oneOf"]}
    assert "rules" in schema("rules")["properties"]
    assert schema("kinds")["interrogation"]["evidence_zh"] == "犯罪嫌疑人供述和辩解"


def test_an_article_not_in_force_on_the_day_is_told() -> None:
    report = check(case(charges=["掩饰、隐瞒犯罪所得罪"], on="2026-01-01"))
    assert "掩隐解释8-1" in {one.article.text for one in report.stale}
    assert "依据需复核" in matrix_page(report)


def test_a_fact_that_no_pack_asks_for_is_told_with_the_nearest_name_and_words_are_no_facts() -> None:
    report = check(case(facts={"enterd_home": True}))
    assert report.unread == (("enterd_home", "entered_home"),)
    assert "entered_home" in matrix_page(report)
    assert {one.path for one in check_case(FILE + "facts: {entered_home: 否}\n")[1]} == {"facts.entered_home"}


def test_a_missing_material_is_set_aside_too() -> None:
    gap = next(one for one in check(parse_case(FILE)).gaps if one.need == "arrest_course")
    sheet = set_aside(open_text(FILE, "case.yaml"), gap.key, "本案系自首，见投案笔录", "李检", date(2024, 6, 1))
    report = check(parse_case(sheet.text))
    told = {one["need"]: one["override"] for one in report.as_dict()["gaps"]}
    assert told["arrest_course"]["by"] == "李检"
    assert told["filing_decision"] is None
    assert "到案、抓获经过" not in {item.matter for item in outline_items(report)}


def test_a_person_who_was_freed_may_be_asked_elsewhere_and_custody_in_investigation_ends_with_the_transfer() -> None:
    held = {
        "id": "m1",
        "kind": "detention",
        "person": "p1",
        "from": "2024-05-02 08:00",
        "custody_at": "2024-05-02 20:00",
    }
    free = {"id": "m2", "kind": "bail", "person": "p1", "from": "2024-05-03 08:00"}
    outside = [statement()]
    rules = [one.rule for one in check(case(measures=[held], statements=outside)).findings]
    assert "custody_place" in rules
    rules = [one.rule for one in check(case(measures=[held, free], statements=outside)).findings]
    assert "custody_place" not in rules
    arrest = {"id": "m3", "kind": "arrest", "person": "p1", "from": "2024-05-16", "to": "2024-12-01"}
    assert "custody_term" in [one.rule for one in check(case(measures=[arrest])).findings]
    moved = [{"id": "d1", "kind": "transfer_opinion", "on": "2024-07-10"}]
    assert "custody_term" not in [one.rule for one in check(case(measures=[arrest], documents=moved)).findings]


def test_a_confession_without_its_document_is_told_too() -> None:
    report = check(case(statements=[statement(confesses=True)]))
    assert "confession_only" in [one.rule for one in report.findings]


def test_a_unit_has_a_licence_and_a_person_a_register_and_neither_stands_for_the_other() -> None:
    both = [*PERSONS, {"id": "u1", "name": "某公司", "roles": ["suspect"], "unit": True}]
    report = check(case(persons=both, documents=[{"id": "d1", "kind": "unit_licence", "of": ["u1"]}]))
    states = {(cell.need.id, cell.about): cell.state for cell in report.cells if cell.point_name == "identity"}
    assert states["household", "p1"] == "missing"
    assert states["unit", "u1"] == "present"
    assert ("household", "u1") not in states
