"""Sentencing on the desk: computing, what is wrong, changes, facts from a text, what is kept and who sees it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.roles import Role
from mingjian.desk.sentencing.models import Calculation
from mingjian.desk.traces.models import Trace
from mingjian.documents import Document as Read
from mingjian.knowledge import Index, from_judgments

pytestmark = pytest.mark.django_db

CASE = {
    "act": "2024-03-01", "convicted": "2024-09-10",
    "crimes": [
        {"charge": "盗窃罪", "situation": "huge", "start": 36, "circumstances": {"attempt": "30%", "surrender": {}}}
    ],
}  # fmt: skip
INDICTMENT = """安徽省甲市甲区人民检察院
起诉书
甲检刑诉〔2024〕12号
被告人张三，男，1990年1月2日出生，汉族。因涉嫌盗窃罪，于2024年3月5日被刑事拘留。
经依法审查查明：2024年3月1日，被告人张三在甲市盗窃电动车一辆，价值人民币52000元。
本院认为，被告人张三以非法占有为目的，盗窃他人财物，数额巨大，其行为触犯了《中华人民共和国刑法》第二百六十四条，犯罪事实清楚，证据确实、充分，应当以盗窃罪追究其刑事责任。被告人张三系累犯，自动投案并如实供述，系自首。根据《中华人民共和国刑事诉讼法》第一百七十六条的规定，提起公诉，请依法判处。
此致
甲市甲区人民法院
检察员：李四
2024年4月1日
"""


@pytest.fixture
def client(user: Any, client_of: Any, clues: Any) -> Any:
    return client_of(user("reader", Role.PROSECUTOR))


def post(client: Any, path: str, **body: Any) -> Any:
    if "facts" in body and not isinstance(body["facts"], str):
        body["facts"] = json.dumps(body["facts"], ensure_ascii=False)
    return client.post(f"/api/sentencing/{path}", json.dumps(body), content_type="application/json")


def changed(**crime: Any) -> dict[str, Any]:
    return {**CASE, "crimes": [{**CASE["crimes"][0], **crime}]}


def test_a_result_is_an_interval_with_its_steps_their_sources_and_who_chose(client: Any) -> None:
    answer = post(client, "compute", facts=CASE).json()
    result = answer["result"]
    assert (answer["problems"], result["low"], result["high"]) == ([], 15, 25)
    assert result["needs_review"]
    assert result["reviews"]
    assert result["disclaimer"]["zh"]
    steps = {one["title"]["zh"]: one for one in result["steps"]}
    assert (steps["量刑起点"]["by"], steps["量刑起点"]["standing"]["code"]) == ("人reader", "reprints")
    assert "法发〔2021〕21号" in steps["量刑起点"]["basis"]["zh"]
    assert steps["犯罪未遂"]["value"]["zh"] == "30%"
    assert steps["自首"]["value"]["zh"] == "0%–40%"
    assert any("自首" in one["zh"] for one in result["asks"])
    assert any("缓刑" in one["zh"] for one in result["probation"])
    assert not any("缓刑" in one["zh"] for one in result["notes"])
    assert result["crimes"][0]["same_law"]
    assert result["bases"][0] == "刑法（2024-09-10）"


def test_old_and_new_law_stand_beside_each_other_and_what_was_not_compared_is_said(client: Any) -> None:
    office = {"charge": "职务侵占罪", "situation": "large"}
    found = post(client, "compute", facts={**CASE, "act": "2019-03-01", "crimes": [office]}).json()["result"]
    assert found["crimes"][0]["law_day"] == "2024-09-10"  # three years at most, five before 2021
    assert found["crimes"][0]["other"]["day"] == "2019-03-01"
    assert (found["crimes"][0]["same_law"], found["uncompared"]) == (False, [])
    lighter = {"charge": "非法吸收公众存款罪", "situation": "huge"}
    found = post(client, "compute", facts={**CASE, "act": "1990-03-01", "crimes": [lighter]}).json()["result"]
    assert any("行为时的法律未能比较" in text["zh"] for text in found["uncompared"])
    assert not found["crimes"][0]["same_law"]


def test_all_that_is_wrong_is_said_at_once_with_its_place(client: Any) -> None:
    wrong = {**CASE, "crimes": [{"charge": "盗窃罪", "situation": "hug", "circumstances": {"atempt": {}}}]}
    answer = post(client, "compute", facts=wrong).json()
    assert answer["result"] is None
    assert [one["place"] for one in answer["problems"]] == ["crimes.0.situation", "crimes.0.circumstances.atempt"]
    assert "huge" in answer["problems"][0]["text"]["zh"]
    nobody = post(client, "compute", facts={**CASE, "crimes": [{"charge": "盗切罪"}]}).json()["problems"]
    assert "盗窃罪" in nobody[0]["text"]["zh"]
    assert post(client, "compute", facts="[[[[").json()["problems"]
    sex = changed(circumstances={"attempt": {"ratio": "30%", "why": "外地人"}})
    assert "刑法第四条" in post(client, "compute", facts=sex).json()["problems"][0]["text"]["zh"]
    for sign in ("\ud800", "\x00"):
        unkept = json.dumps(changed(circumstances={"attempt": {"why": sign}}))
        assert post(client, "compute", facts=unkept).json()["problems"]
    assert post(client, "paper", facts=wrong).status_code == 400


def test_a_change_says_how_far_each_end_moves(client: Any) -> None:
    moved = post(client, "what-if", facts=CASE, removed=["attempt"]).json()
    assert (moved["low"] > 0, moved["high"] > 0, moved["changed"]) == (True, True, True)
    none = post(client, "what-if", facts=CASE, added=["court_plea"]).json()
    assert (none["changed"], none["problems"]) == (False, [])
    assert post(client, "what-if", facts=CASE, added=["confession"]).json()["problems"]


def test_choices_come_in_groups_with_ranges_and_sources(client: Any) -> None:
    found = client.get("/api/sentencing/choices", {"charge": "盗窃", "on": "2024-09-10"}).json()
    assert found["charge"] == "盗窃罪"
    huge = next(one for one in found["situations"] if one["id"] == "huge")
    assert (huge["low"], huge["high"], huge["amount"]) == (36, 48, [30000, 100000])
    groups = {group["title"]["zh"]: [one["id"] for one in group["options"]] for group in found["groups"]}
    assert groups["犯罪形态"] == ["attempt"]
    assert "elderly_negligent" not in groups["老年人"]
    wrong = client.get("/api/sentencing/choices", {"charge": "盗切罪"})
    assert (wrong.status_code, "盗窃罪" in wrong.json()["zh"]) == (400, True)


def test_coverage_says_which_crimes_and_provinces_there_are(client: Any) -> None:
    found = client.get("/api/sentencing/coverage", {"on": "2024-09-10"}).json()
    assert len(found["crimes"]) == 30
    assert {one["state"]["code"] for one in found["crimes"]} <= {"complete", "partial", "missing"}
    assert {"code": "34", "name": "安徽省", "crimes": 0} in found["provinces"]


def test_an_offices_own_values_count_and_its_mistakes_are_told(client: Any) -> None:
    folder = the_lake().path / "sentencing"
    folder.mkdir()
    value = (
        "{from: 2022-01-01, start: [40, 44], ref: {title: 样例细则, item: 一},"
        " checked: {day: 2026-01-05, against: 样例}}"
    )
    file = folder / "anhui.yaml"
    try:
        file.write_text(f"layer: province:34\ncrimes:\n  theft:\n    situations:\n      huge: {{values: [{value}]}}\n")
        found = client.get("/api/sentencing/coverage", {"on": "2024-09-10", "province": "34"}).json()
        assert {"code": "34", "name": "安徽省", "crimes": 1} in found["provinces"]
        facts = {**CASE, "province": "34", "crimes": [{"charge": "盗窃罪", "situation": "huge"}]}
        steps = post(client, "compute", facts=facts).json()["result"]["steps"]
        start = next(one for one in steps if one["title"]["zh"] == "量刑起点")
        assert (start["value"]["zh"], start["standing"]["code"]) == ("40–44 个月", "checked")
        file.write_text("layer: province:34\ncrimes:\n  theft:\n    situations:\n      hug: {values: []}\n")
        answer = post(client, "compute", facts=facts)
        assert (answer.status_code, "anhui.yaml" in answer.json()["zh"]) == (409, True)
        assert str(folder) not in answer.json()["zh"]
    finally:
        file.unlink()
        folder.rmdir()


def test_facts_are_taken_from_a_text_with_their_places_and_count_only_when_confirmed(client: Any) -> None:
    found = post(client, "take", text=INDICTMENT).json()
    draft = found["drafts"][0]
    assert (draft["born"], draft["crimes"][0]["charge"], draft["crimes"][0]["known"]) == ("1990-01-02", "盗窃罪", True)
    facts = {one["circumstance"]: one for one in draft["crimes"][0]["facts"]}
    assert set(facts) == {"surrender", "recidivist"}
    assert all(INDICTMENT[one["start"] : one["end"]] == one["text"] for one in facts.values())
    source = {key: facts["recidivist"][key] for key in ("start", "end", "text", "sure")}
    open_ = {"recidivist": {"confirmed": False, "source": source}}
    told = post(client, "compute", facts=changed(circumstances=open_)).json()["result"]
    assert any("确认有无“累犯”" in one["zh"] for one in told["asks"])
    confirmed = {"recidivist": {"source": source}}
    again = post(client, "compute", facts=changed(circumstances=confirmed)).json()
    assert again["result"]["low"] > told["low"]
    assert json.loads(again["facts"])["crimes"][0]["circumstances"]["recidivist"]["by"] == "人reader"
    nothing = post(client, "take", text="今天天气很好").json()
    assert (nothing["drafts"], bool(nothing["why"]["zh"])) == ([], True)


def test_a_paper_is_read_into_its_text(client: Any) -> None:
    made, file = Document(), io.BytesIO()
    made.add_paragraph("本院认为，系自首。")
    made.save(file)
    upload = SimpleUploadedFile("起诉书.docx", file.getvalue())
    assert client.post("/api/reader/text", {"file": upload}).json() == {
        "name": "起诉书.docx",
        "text": "本院认为，系自首。",
    }
    scan = client.post("/api/reader/text", {"file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")})
    assert (scan.status_code, "扫描" in scan.json()["zh"]) == (400, True)


@pytest.fixture
def judged(clues: Any) -> Iterator[None]:
    """Twelve judgments in the index."""
    index = Index(the_lake().path / "search")
    texts = [judgment(number, 20 + number) for number in range(12)]
    index.replace(from_judgments(Read(f"{n}.txt", text, "x") for n, text in enumerate(texts)))
    yield
    index.replace([])


def test_like_judgments_are_hidden_below_ten_and_a_proposal_outside_both_is_an_alarm(client: Any, judged: None) -> None:
    facts = {**CASE, "crimes": [{"charge": "盗窃罪"}]}
    found = post(client, "check", facts=facts, months=200).json()
    assert (found["like"]["hidden"], found["like"]["count"]) == (False, 12)
    assert found["like"]["quantiles"]["p50"] == "25.5"
    few = post(client, "check", facts={**CASE, "crimes": [{"charge": "诈骗罪"}]}, months=200).json()
    assert (few["like"]["hidden"], few["like"]["count"], few["like"]["quantiles"]) == (True, None, {})
    alarm = post(client, "check", facts=CASE, months=60).json()["held"]
    assert (alarm["inside_rule"], alarm["inside_cases"], alarm["alarm"]) == (False, False, True)


def judgment(number: int, months: int) -> str:
    years, rest = divmod(months, 12)
    term = "一二三四五六七八九十"[years - 1] + "年" + (f"{_DIGITS[rest]}个月" if rest else "")
    return (
        "甲市甲区人民法院\n刑 事 判 决 书\n"
        f"（2024）皖0101刑初{number + 1}号\n公诉机关甲市甲区人民检察院。\n"
        f"被告人张{_DIGITS[number % 10 + 1]}，男，1990年1月2日出生。\n"
        f"经审理查明：2024年1月{number + 1}日，被告人张{_DIGITS[number % 10 + 1]}盗窃手机一部，价值人民币4000元。\n"
        "本院认为，被告人盗窃他人财物，数额较大，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n"
        f"被告人张{_DIGITS[number % 10 + 1]}犯盗窃罪，判处有期徒刑{term}，并处罚金人民币二千元。\n"
        "审判员 李四\n二〇二四年三月一日\n"
    )


_DIGITS = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"]


def test_without_judgments_a_proposal_is_held_to_the_rule_alone(client: Any) -> None:
    none = post(client, "check", facts=CASE, months=60).json()
    assert "更新检索" in none["like"]["hint"]["zh"]
    assert (none["like"]["filled"], none["held"]["inside_rule"], none["held"]["alarm"]) == (False, False, False)


def test_a_calculation_is_kept_reopened_compared_and_set_aside(client: Any) -> None:
    one = post(client, "kept", facts=CASE, title="甲案", proposal=20).json()
    assert (one["same"], one["differs"], one["changed"], one["result"]["low"]) == (True, [], [], 15)
    other = post(client, "kept", facts=changed(circumstances={}), title="乙", origin=one["id"]).json()
    assert other["origin"] == one["id"]
    apart = client.get("/api/sentencing/compare", {"one": one["id"], "other": other["id"]}).json()
    assert (apart["low"], apart["high"]) == (36 - 15, 36 - 25)
    assert "犯罪未遂" in [step["title"]["zh"] for step in apart["steps"]]
    listed = client.get("/api/sentencing/kept").json()
    assert [row["title"] for row in listed["items"]] == ["乙", "甲案"]
    assert post(client, f"kept/{one['id']}/aside", why=" ").status_code == 422
    aside = post(client, f"kept/{one['id']}/aside", why="起点有误").json()
    assert (aside["aside"], aside["aside_why"], aside["may_set_aside"]) == (True, "起点有误", False)
    assert post(client, f"kept/{one['id']}/aside", why="再来").status_code == 400
    actions = Trace.objects.filter(action__startswith="sentencing.").values_list("action", flat=True)
    assert list(actions) == ["sentencing.keep", "sentencing.keep", "sentencing.aside"]
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        file = client.get(f"/api/sentencing/kept/{one['id']}/file?form={form}")
        assert (file.status_code, file.content[: len(start)]) == (200, start)
    record = json.loads(client.get(f"/api/sentencing/kept/{one['id']}/record").content)
    assert record["kind"] == "mingjian-sentencing"


def test_a_record_that_was_changed_is_told(client: Any) -> None:
    one = post(client, "kept", facts=CASE, title="甲案").json()
    row = Calculation.objects.get(pk=one["id"])
    Calculation.objects.filter(pk=row.pk).update(record=row.record.replace('"36"', '"30"'))
    answer = client.get(f"/api/sentencing/kept/{row.pk}")
    assert (answer.status_code, "摘要不符" in answer.json()["zh"]) == (409, True)


def test_a_proposal_outside_the_range_and_a_denial_take_a_reason_and_are_logged(client: Any) -> None:
    assert post(client, "kept", facts=CASE, title="甲案", proposal=90).status_code == 400
    denial = {"crime": "盗窃罪", "circumstance": "recidivist", "said": "系累犯", "why": "前罪系过失"}
    assert post(client, "kept", facts=CASE, title="x", denied=[{**denial, "why": ""}]).status_code == 422
    one = post(client, "kept", facts=CASE, title="甲案", proposal=90, why="另有情节", denied=[denial]).json()
    assert (one["proposal"], one["why"], one["denied"][0]["title"]["zh"]) == (90, "另有情节", "累犯")
    detail = Trace.objects.get(action="sentencing.keep").detail
    assert (detail["why"], detail["denied"], detail["sha256"]) == ("另有情节", [denial], one["sha256"])


def test_nobody_signs_for_somebody_else(client: Any, user: Any, client_of: Any) -> None:
    case = new_case(user)
    forged = changed(start_by="检察长", circumstances={"attempt": {"ratio": "30%", "by": "检察长"}})
    forged["chosen_by"] = "检察长"
    one = post(client, "kept", facts=forged, title="甲案", case=case.pk).json()
    first = json.loads(one["facts"])
    assert first["crimes"][0]["start_by"] == first["crimes"][0]["circumstances"]["attempt"]["by"] == "人reader"
    second = client_of(user("second", Role.PROSECUTOR))
    later = changed(circumstances={"attempt": "30%", "surrender": "10%"})
    kept = json.loads(post(second, "kept", facts=later, title="乙", case=case.pk, origin=one["id"]).json()["facts"])
    crime = kept["crimes"][0]
    assert (crime["start_by"], crime["circumstances"]["attempt"]["by"]) == ("人reader", "人reader")
    assert (crime["circumstances"]["surrender"]["by"], kept["chosen_by"]) == ("人second", "人second")


def new_case(user: Any, office: str = "340102") -> Case:
    clue = Clue.objects.filter(office__code=office, state="new").order_by("id")[0]
    Clue.objects.filter(pk=clue.pk).update(state="filed")
    clue.refresh_from_db()
    filed(clue=clue, user=user(f"holder{office}", Role.PROSECUTOR, office=office), why="x")
    return Case.objects.get(members__clue=clue)


def test_one_of_a_case_is_seen_with_the_case_and_one_of_none_by_its_maker_alone(
    client: Any, user: Any, client_of: Any
) -> None:
    case = new_case(user)
    of_case = post(client, "kept", facts=CASE, title="案内", case=case.pk).json()
    alone = post(client, "kept", facts=CASE, title="自用").json()
    assert "量刑计算" in [step["action"]["zh"] for step in client.get(f"/api/cases/{case.pk}").json()["steps"]]
    head = client_of(user("head", Role.HEAD, office="340000"))
    assert [one["title"] for one in head.get("/api/sentencing/kept").json()["items"]] == ["案内"]
    assert head.get(f"/api/sentencing/kept/{alone['id']}").status_code == 404
    assert post(head, "compute", facts=CASE, origin=alone["id"]).status_code == 404
    elsewhere = client_of(user("far", Role.PROSECUTOR, office="340202"))
    for path in (f"kept/{of_case['id']}", f"kept/{of_case['id']}/file", f"kept/{of_case['id']}/record"):
        assert elsewhere.get(f"/api/sentencing/{path}").status_code == 404
    assert elsewhere.get("/api/sentencing/kept").json()["total"] == 0
    assert post(elsewhere, "kept", facts=CASE, title="x", case=case.pk).status_code == 404
    assert post(elsewhere, f"kept/{of_case['id']}/aside", why="x").status_code == 404
    clue = Clue.objects.filter(office__code="340102").first()
    assert post(client, "kept", facts=CASE, title="线索", clue=clue.pk).json()["clue"] == clue.pk
    assert [one["title"] for one in client.get(f"/api/sentencing/kept?clue={clue.pk}").json()["items"]] == ["线索"]
    modeller = client_of(user("modeller", Role.MODELLER))
    assert modeller.get("/api/sentencing/coverage").status_code == 404


def test_the_shipped_tutorial_case_reads_as_a_file_does(client: Any) -> None:
    """What the page sends may as well be the file of the command line."""
    text = (Path(__file__).parents[3] / "docs" / "sentencing.md").read_text(encoding="utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    assert post(client, "compute", facts=example).json()["result"] is not None
