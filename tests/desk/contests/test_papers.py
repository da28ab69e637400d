"""Sheets and certificates: what stands on them, who gets which, and that nobody stands on one before publication."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from contest_parts import Clock, Desk, right
from docx import Document
from pypdf import PdfReader
from test_sweep import phases

from mingjian.contest.certificate import Author, Certificate
from mingjian.contest.definition import ContestFile
from mingjian.contest.file import parse_contest
from mingjian.contest.forms import Form
from mingjian.desk.contests.papers.certificates import certificates_pdf
from mingjian.desk.contests.papers.pdf import paper_pdf
from mingjian.desk.contests.papers.sheets import score_sheet
from mingjian.desk.contests.papers.word import paper_word
from mingjian.desk.words import Coded
from mingjian.models.texts import Text

GOLDEN = Path(__file__).parent / "papers"
KIND = Coded(code="creative", zh="创意型", en="creative")


def told(data: bytes) -> str:
    """What a PDF says, without blanks."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def words(data: bytes) -> str:
    """What a Word file says."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def rules() -> ContestFile:
    from contest_parts import text_of

    return parse_contest(text_of("trial")).definition


def forms() -> list[tuple[str, Form]]:
    one = Form(1, "creative", "C001", "J01", {"novelty": 7, "rules": 10}, {"rules": "条文#引用[*准确*]"})
    other = Form(2, "creative", "C001", "J02", abstained="不熟悉该条线")
    third = Form(3, "creative", "C001", "J03", {"novelty": 0, "rules": 5}, {"novelty": "与往届作品相同"},
                 entered_by="秘书", paper="纸 7 号")  # fmt: skip
    return [("J01", one), ("J02", other), ("J03", third)]


def certificate(**more: Any) -> Certificate:
    said: dict[str, Any] = {
        "contest": "ah-2026", "contest_title": Text(zh="模型竞赛", en="contest of models"),
        "organiser": Text(zh="省院", en="the province"), "work": "C007", "kind": "creative",
        "kind_title": Text(zh="创意型", en="creative"), "title": "死后仍发放 #[待遇]",
        "authors": (Author("姓甲", Text(zh="甲市院", en="City A")), Author("乙")),
        "award": Text(zh="一等奖", en="first prize"), "rank": 1, "result": "ab" * 32,
    }  # fmt: skip
    from datetime import date

    return Certificate(**(said | {"day": date(2027, 4, 1)} | more))


def golden(name: str, found: Any) -> None:
    """As it was looked at. A file that is not there is written, to be looked at."""
    file = GOLDEN / f"{name}.json"
    if not file.exists():
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{file.name} was written: look at it")
    assert found == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_stands_on_a_score_sheet(rules: ContestFile, lang: Any) -> None:
    paper = score_sheet(rules, KIND, "C001", forms(), named=None, lang=lang, own=False)
    golden(f"score-{lang}", told(paper_pdf(paper)))
    golden(f"score-word-{lang}", words(paper_word(paper)).splitlines())
    assert paper_pdf(paper) == paper_pdf(paper)
    assert paper_word(paper) == paper_word(paper)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_stands_on_a_certificate(lang: Any) -> None:
    made = [certificate(), certificate(work="C009", title="另一件", award=Text(zh="二等奖", en="second prize"), rank=2)]
    data = certificates_pdf(made, lang)
    assert len(PdfReader(io.BytesIO(data)).pages) == 2
    golden(f"certificate-{lang}", told(data))
    assert data == certificates_pdf(made, lang)


def test_a_certificate_of_anything_else_has_another_digest() -> None:
    same = {certificate().digest, certificate().digest}
    others = {certificate(**one).digest for one in ({"title": "x"}, {"rank": 2}, {"result": "0" * 64}, {"authors": ()})}
    assert len(same) == 1
    assert len(same | others) == 5


def test_a_sheet_of_many_judges_and_long_words_stays_on_the_page(rules: ContestFile) -> None:
    many = [(f"J{n:02}", Form(n, "creative", "C001", f"J{n:02}", {"novelty": n % 9, "rules": 5},
                              {"novelty": "很长的理由" * 120})) for n in range(12)]  # fmt: skip
    paper = score_sheet(rules, KIND, "C001", many, named=None, lang="zh", own=False)
    assert len(PdfReader(io.BytesIO(paper_pdf(paper))).pages) > 1
    assert told(paper_pdf(paper)).count("很长的理由") == 12 * 120


def get(desk: Desk, who: str, path: str) -> bytes:
    found = right(desk.ask(who, "get", path))
    assert isinstance(found, bytes)
    return found


NAMES = ("姓entrant", "暗题", "1380000000")


def blind(text: str) -> bool:
    return not any(name in text for name in NAMES)


def test_who_gets_which_paper_and_when(offices: None, clock: Clock) -> None:
    """One walk: nobody stands on a sheet before publication, not even for those who see names on the desk."""
    for desk, phase in phases(clock):
        if phase in ("judging", "defence"):
            mine = desk.get("judge01", "/assigned")["items"][0]["number"]
            sheet = told(get(desk, "judge01", f"/sheets/{mine}"))
            assert "J01" in sheet
            assert "秘评J01" in sheet
            assert blind(sheet)
            assert not any(f"J0{n}" in sheet for n in range(2, 7))
            for who in ("judge06", "secretary", "organiser", "signer1", "entrant01", "stranger", "defence1"):
                assert desk.ask(who, "get", f"/sheets/{mine}").status_code == 404, (who, phase)
        if phase in ("frozen", "signed"):
            best = desk.get("organiser", "/results")["types"][0]["works"][0]["work"]
            for who in ("organiser", "secretary", "signer1"):
                for path in (f"/sheets/{best}", "/results/sheets/creative"):
                    sheet = told(get(desk, who, path))
                    assert best in sheet
                    assert blind(sheet), (who, phase, path)
                    assert blind(words(get(desk, who, f"{path}?kind=docx")))
                assert desk.ask(who, "get", "/certificates").status_code == 404
            digest = desk.get("organiser", "/results")["digest"]
            assert digest in told(get(desk, "organiser", "/results/sheets/creative"))
            for who in ("judge01", "entrant01", "stranger"):
                assert desk.ask(who, "get", "/results/sheets/creative").status_code == 404
            assert desk.ask("organiser", "get", f"/certificates/{best}").status_code == 404
        if phase == "published":
            published(desk)


def published(desk: Desk) -> None:
    works = desk.get("organiser", "/results")["types"][0]["works"]
    first = next(one for one in works if one["award"] is not None)
    loser = next(one for one in works if one["award"] is None)
    author = first["authors"][0]
    sheet = told(get(desk, "secretary", "/results/sheets/creative"))
    assert author["name"] in sheet
    assert "姓signer1" in sheet

    every = get(desk, "organiser", "/certificates")
    assert len(PdfReader(io.BytesIO(every)).pages) == sum(one["award"] is not None for one in works)
    checked = desk.get("stranger", f"/certificates/{first['work']}")
    assert checked["holds"] is None
    assert checked["digest"] in told(every)
    assert checked["number"] in told(every)
    held = desk.get("stranger", f"/certificates/{first['work']}?digest={checked['digest'].upper()}")
    assert held["holds"]
    assert not desk.get("stranger", f"/certificates/{first['work']}?digest={'0' * 64}")["holds"]
    assert desk.ask("stranger", "get", f"/certificates/{loser['work']}").status_code == 404
    for who in ("stranger", "judge01", "signer1", author["username"]):
        assert desk.ask(who, "get", "/certificates").status_code == 404

    who = author["username"]
    mine = next(one for one in desk.get(who, "/works")["items"] if one["number"] == first["work"])
    own = told(get(desk, who, f"/works/{mine['id']}/certificate"))
    assert checked["digest"] in own
    assert author["name"] in own
    sheet = told(get(desk, who, f"/works/{mine['id']}/sheet"))
    assert first["title"] in sheet
    assert "J0" not in sheet.replace("秘评J0", "")  # what judges wrote is theirs; how they are called is A, B, C
    assert "纸一" not in sheet
    other = "entrant02" if who != "entrant02" else "entrant01"
    for path in ("certificate", "sheet"):
        assert desk.ask(other, "get", f"/works/{mine['id']}/{path}").status_code == 404
        assert desk.ask("organiser", "get", f"/works/{mine['id']}/{path}").status_code == 404
