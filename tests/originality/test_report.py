"""Works of folders compared: who is alike, what it means, clusters, order, masks, hostile files, nothing goes out."""

from __future__ import annotations

import random
import re
import socket
import zipfile
from pathlib import Path

import pytest
from plan_parts import HEAD

from mingjian.library import shipped
from mingjian.originality.gather import UnreadableWorks, excluded_of, works_of
from mingjian.originality.nearest import crowded, nearest
from mingjian.originality.prose import Excluded
from mingjian.originality.report import Report, found, page
from mingjian.originality.report.findings import SENTENCE
from mingjian.originality.thresholds import bench_border, border
from mingjian.originality.work import Work, read_work

WORDS = "监督线索数据核查养老金死亡发放人员社保部门比对模型规则身份证号码单位医院住院结算票据"
COPIED = (
    "本件把殡葬登记与待遇发放逐月碰撞，次月以后仍领取的列为线索，由承办人调取银行流水核实资金去向后制发检察建议。"
    "在试点的三个乡镇，先由村医和网格员确认去世时间，再向社保经办机构调取账户变更申请，排除补发、丧葬费和抚恤金。"
    "对家属代领的，区分是否知情；对村干部集中保管存折的，移送纪检监察机关。整改后建立了按旬比对的共享机制，追回的钱款全部上缴。"
)
QUERY = (
    "select p.id_number from pension_payment p join death_record d on p.id_number = d.id_number "
    "where p.month > d.died_on"
)


def filler(seed: int, length: int = 800) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) for _ in range(length))


def contest(folder: Path, copies: int = 2, works: int = 6, seed: int = 0) -> Path:
    """Works of which the first few share a passage."""
    for number in range(works):
        one = folder / f"w{number}"
        one.mkdir(parents=True)
        middle = COPIED if number < copies else ""
        (one / "说明.md").write_text(filler(seed + number) + middle + filler(seed + 100 + number), "utf-8")
    return folder


def read(folder: Path, excluded: Excluded | None = None) -> list[Work]:
    return works_of(folder, excluded or Excluded())


def pairs(report: Report) -> set[tuple[str, str]]:
    return {(one.one, one.other) for one in report.matches}


def test_a_copy_is_shown_with_its_passage_and_others_are_not(tmp_path: Path) -> None:
    report = found(read(contest(tmp_path / "c")))
    assert pairs(report) == {("w0", "w1")}
    (match,) = report.matches
    text = "".join(piece.text for one in match.excerpts for piece in one.here if piece.sort == "same")
    assert COPIED[10:60] in text
    assert match.excerpts[0].files == ("说明.md", "说明.md")
    html = page(report)
    assert "殡葬登记" in html
    assert SENTENCE["zh"] in html
    assert SENTENCE["en"] in html.replace("&#39;", "'")
    assert not re.search(r"(?:src|href)=|https?://|@import|url\(", html)
    assert len(html.encode()) < 5_000_000
    assert "score" not in {key for one in report.data()["works"] for key in one}


def test_any_order_of_the_works_gives_one_hash(tmp_path: Path) -> None:
    works = read(contest(tmp_path / "c", copies=3))
    one = found(works).data()["hash"]
    random.Random(3).shuffle(works)
    assert found(works).data()["hash"] == one
    assert found(works[1:]).data()["hash"] != one


def test_three_and_more_are_told_once(tmp_path: Path) -> None:
    report = found(read(contest(tmp_path / "c", copies=4)))
    assert report.clusters == (("w0", "w1", "w2", "w3"),)
    assert len(report.matches) == 6
    assert found(read(contest(tmp_path / "d", copies=2))).clusters == ()


def test_declared_sources_and_own_works_turn_only_their_matches(tmp_path: Path) -> None:
    folder = contest(tmp_path / "c", copies=4)
    (folder / "works.yaml").write_text(
        "w0: {authors: [甲], submitted: 2026-05-02}\nw1: {declares: [w0], submitted: 2026-05-01}\n"
        "w2: {authors: [甲, 乙]}\n",
        "utf-8",
    )
    report = found(read(folder))
    kinds = {(one.one, one.other): one.relation for one in report.matches}
    assert kinds["w0", "w1"] == "declared"
    assert kinds["w0", "w2"] == "own"
    assert {kinds[place] for place in (("w0", "w3"), ("w1", "w2"), ("w2", "w3"))} == {"other"}
    first = {(one.one, one.other): one.timeline.first for one in report.matches}
    assert first["w0", "w1"] == "w1"
    assert first["w0", "w3"] == ""


def test_earlier_works_came_first_and_are_hinted_as_what_both_come_from(tmp_path: Path) -> None:
    works = read(contest(tmp_path / "now", copies=2))
    old = works_of(
        contest(tmp_path / "then", copies=1, works=2, seed=500), Excluded(), "earlier", [work.id for work in works]
    )
    report = found([*works, *old])
    assert pairs(report) == {("w0", "w1"), ("w0", "then/w0"), ("w1", "then/w0")}
    match = next(one for one in report.matches if one.other == "w1")
    assert match.timeline.ancestors == ("then/w0",)
    assert next(one for one in report.matches if one.other == "then/w0").timeline.first == "then/w0"


def test_templates_raise_nobody_and_are_grey(tmp_path: Path) -> None:
    folder, template = tmp_path / "c", filler(999, 1300)
    for number in range(8):
        (folder / f"w{number}").mkdir(parents=True)
        (folder / f"w{number}" / "a.txt").write_text(template + filler(number, 1900), "utf-8")
    (tmp_path / "template.md").write_text(template, "utf-8")
    assert len(pairs(found(read(folder)))) > 20
    report = found(read(folder, excluded_of([tmp_path / "template.md"])))
    assert report.matches == ()
    assert all(0.35 < one["grey"] < 0.45 for one in report.data()["works"])


def test_a_page_keeps_within_its_size_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    report = found(read(contest(tmp_path / "c", copies=4)))
    html = page(report, 1_500)
    assert len(report.matches) == 6
    assert html.count("Passages and steps are in the JSON") == 6 - html.count('class="side"') // 2 > 2


def test_names_of_works_are_masked(tmp_path: Path) -> None:
    report = found(read(contest(tmp_path / "c")), mask=True)
    data = report.data()
    assert {one["work"] for one in data["works"]} == {f"W{number:03}" for number in range(1, 7)}
    assert "w1" not in page(report)


def test_a_model_and_its_query_meet_and_the_steps_are_named(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    for folder in (one, other):
        folder.mkdir()
    (one / "model.yaml").write_text(
        HEAD + "steps:\n  last: {match: [{p: payments}, {d: deaths}], on: person, where: p.month > d.died_on}\n"
        "clue: {from: last, about: person, key: [person]}\n",
        "utf-8",
    )
    (other / "q.sql").write_text(QUERY, "utf-8")
    (match,) = found([read_work(path, Excluded()) for path in (one, other)], alone=True).matches
    assert match.files == ("model.yaml", "q.sql")
    assert match.explained is not None
    assert [(pair.one, pair.other) for pair in match.explained.steps] == [("last", "query 1")]
    assert match.explained.values == 1.0


def test_the_nearest_shelf_model_is_its_own(tmp_path: Path) -> None:
    from mingjian.originality.gather import shelf

    work = read_work(shipped("empty-card-swiping"), Excluded())
    near = nearest(work, shelf())
    assert near[0].id == "empty-card-swiping"
    assert near[0].value > 3 * near[1].value
    assert "card" in " ".join(near[0].standards) or near[0].standards


def test_a_full_supervision_point_is_told(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"w{number}").mkdir()
        point = "社保 资金" if number < 5 else "社保  资金"
        text = f"point: {{zh: {point}, en: Funds}}\n{HEAD}steps: {{last: {{filter: payments, where: amount > 1}}}}\n"
        (tmp_path / f"w{number}" / "model.yaml").write_text(text, "utf-8")
    (tmp_path / "other.md").write_text("别的监督点", "utf-8")
    works = {work.id: work for work in read(tmp_path)}
    mine, others = works.pop("w5"), list(works.values())
    (full,) = crowded(mine, others)
    assert (full.point, full.others, full.limit) == ("社保 资金", ("w0", "w1", "w2", "w3", "w4"), 5)
    assert crowded(mine, [one for one in others if one.id != "w0"]) == [] == crowded(mine, others, 0)
    assert crowded(works["other"], [mine, *others], 1) == []


def test_a_border_moves_with_the_unrelated_pairs_and_says_how_sure_it_is() -> None:
    one = border([float(n) for n in range(1000)], 10_000, 0.01)
    assert (one.value, one.above, one.enough) == (899.0, 100, True)
    assert one.low < 0.01 < one.high
    assert border([2.0 * n for n in range(1000)], 10_000, 0.01).value == 1798.0
    few = border([5.0, 6.0], 3, 0.001, otherwise=4.0)
    assert (few.value, few.above, few.enough) == (4.0, 2, False)
    assert few.high > 0.9
    assert bench_border("text", 1000) > bench_border("text", 10) == bench_border("text", 500) > 0


def test_copies_among_the_pairs_do_not_hide_behind_each_other() -> None:
    chance = random.Random(5)
    plain = [chance.expovariate(0.5) for _ in range(2_000)]
    true = border(plain, 10_000, 0.001, otherwise=1.0).value
    copied = [*plain, *(100.0 + n for n in range(40))]
    assert border(copied, 10_040, 0.001, otherwise=1.0).above == 10
    one = border(copied, 10_040, 0.001, otherwise=1.0, copies=70)
    assert one.spared == 70
    assert 0.7 * true < one.value < 1.6 * true
    assert one.above >= 40
    assert border(copied, 10_040, 0.001, otherwise=30.0, copies=70).value == 30.0
    assert border(copied, 10_040, 0.001, otherwise=500.0, copies=70).spared == 0
    assert border(plain, 10_000, 0.001, otherwise=1.0, copies=70).value <= true
    assert border([], 10_000, 0.001, otherwise=1.0, copies=70).value == 0.0


def hostile(folder: Path) -> list[str]:
    """Files made to break readers."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b"0" * 250_000_000)
    (folder / "no.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\nxref")
    (folder / "loop.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
        b"trailer<</Root 1 0 R>>"
    )
    (folder / "deep.yaml").write_text("needs: " + "[" * 5000 + "\nsteps: {}\n")
    (folder / "anchors.yaml").write_text("a: &a [x]\nb: &b [*a, *a]\nneeds: [*b, *b]\nsteps: {}\n")
    (folder / "deep.py").write_text("(" * 9000)
    (folder / "deep.sql").write_text("select " + "(" * 9000)
    (folder / "binary.txt").write_bytes(bytes(range(128, 256)) * 40 + b"\xff\xff\x00")
    (folder / "long.md").write_text("长" * 2_100_000, "utf-8")
    (folder / "program.exe").write_bytes(b"MZ")
    (folder / "big.txt").write_bytes(b"a" * 20_000_001)
    (folder / "out.txt").symlink_to("/etc/passwd")
    return sorted(one.name for one in folder.iterdir() if one.name != "out.txt")


def test_hostile_files_are_told_and_break_nothing(tmp_path: Path) -> None:
    names = hostile(tmp_path / "w")
    (tmp_path / "w" / "good.md").write_text(filler(1), "utf-8")
    work = read_work(tmp_path / "w", Excluded())
    told = {one.name for one in work.problems}
    assert told >= set(names) - {"anchors.yaml", "deep.yaml"}
    assert "passwd" not in work.text.text
    assert "root:" not in work.text.text
    assert filler(1)[:40] in work.text.text
    assert all(one.zh and one.en for one in work.problems)


def test_programs_compared_as_text_say_so(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "a.js").write_text("const rows = people.filter(one => one.died < one.paid)", "utf-8")
    work = read_work(tmp_path / "w", Excluded())
    assert [(one.name, "as text" in one.en) for one in work.problems] == [("a.js", True)]
    assert "people.filter" in work.text.text
    assert not work.program


def test_a_folder_that_goes_or_is_closed_is_told(tmp_path: Path) -> None:
    work = read_work(tmp_path / "gone", Excluded())
    assert [(one.name, one.en) for one in work.problems] == [(".", "a folder that cannot be opened")]
    assert work.text.own == 0


def test_a_folder_without_works_and_a_broken_list_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorks, match="no works"):
        works_of(tmp_path, Excluded())
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "works.yaml").write_text("a: [")
    with pytest.raises(UnreadableWorks):
        works_of(tmp_path, Excluded())


def test_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)
    folder = contest(tmp_path / "c")
    (folder / "w0" / "q.sql").write_text(QUERY)
    (folder / "w1" / "p.py").write_text("print(1 + 2)\n")
    assert page(found(read(folder)))
