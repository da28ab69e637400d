"""What is handed in: its digest, figures as people write them, hostile folders; and what cannot run is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from training_parts import solution

from mingjian.training import Grounds, Handed, TrainingError, certificate, check, exercise
from mingjian.training.certificate import Passed
from mingjian.training.handed import empty_answers, figure_of, read_answers, read_handed


@pytest.mark.parametrize(
    ("written", "figure"),
    [("4", 4), (" 1,234 ", 1234), ("１２", 12), ("12 条", 12), ("12 rows", 12), ("", None), ("four", None),
     ("4.5", None), ("-4", None), ("9" * 40, None)],
)  # fmt: skip
def test_figures(written: str, figure: int | None) -> None:
    assert figure_of(written) == figure


def test_the_digest_knows_every_byte_and_no_order() -> None:
    one = Handed({"model.yaml": "a", "examples/b.yaml": "c"}, {"q": "1"})
    assert one.digest == Handed({"examples/b.yaml": "c", "model.yaml": "a"}, {"q": "1"}).digest
    assert one.digest != Handed({"model.yaml": "a ", "examples/b.yaml": "c"}, {"q": "1"}).digest
    assert one.digest != Handed({"model.yaml": "a", "examples/b.yaml": "c"}, {"q": "2"}).digest


def test_a_folder_is_read(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"model\.yaml"):
        read_handed(tmp_path, {})
    (tmp_path / "model.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(TrainingError, match="UTF-8"):
        read_handed(tmp_path, {})
    (tmp_path / "model.yaml").write_bytes(b"model: x\r\n")
    assert read_handed(tmp_path, {}).files == {"model.yaml": "model: x\r\n"}
    one = exercise("08-doubled-rows")
    (tmp_path / "answers.yaml").write_text(empty_answers(one), encoding="utf-8")
    assert read_answers(tmp_path) == {}
    (tmp_path / "answers.yaml").write_text("months: 12\n")
    assert read_answers(tmp_path) == {"months": "12"}
    (tmp_path / "answers.yaml").write_text("- 12\n")
    with pytest.raises(TrainingError):
        read_answers(tmp_path)


def test_nothing_handed_in_and_nonsense_are_told(grounds: Grounds) -> None:
    one = exercise("12-the-sentence")
    for text in ("", "[", "model: x", "&a [*a, *a]"):
        found = check(one, Handed({"model.yaml": text}), grounds)
        assert not found.passed
        assert found.findings[0].check == "model"
    assert not check(one, Handed({}), grounds).passed


def test_a_run_without_end_is_stopped(grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.training.running.SECONDS", 0.0)
    one = exercise("01-first-match")
    found = check(one, Handed(solution(one)), grounds)
    assert any("was stopped" in bad.en and "连接条件" in bad.why_zh for bad in found.findings if not bad.ok)


def test_a_list_that_is_not_at_hand_is_told(grounds: Grounds) -> None:
    one = exercise("01-first-match")
    text = solution(one)["model.yaml"].replace(
        "steps:\n",
        "  deaths:\n    standard: death_record@1\n    columns: [person, died_on]\n    show: [died_on]\nsteps:\n",
        1,
    )
    step = "  living:\n    absent: [{o: kept}, {d: deaths}]\n    on: person\n"
    step += "    covered: {region: region, from: judged_on, to: judged_on}\n"
    text = text.replace("from: kept", "from: living").replace("clue:\n", f"{step}clue:\n", 1)
    found = check(one, Handed({"model.yaml": text}), grounds)
    assert not found.passed
    assert any("death_record" in bad.en for bad in found.findings if bad.check == "model")


def test_a_certificate_has_digests_and_no_score() -> None:
    one = exercise("01-first-match")
    passed = [Passed(one.id, one.digest, "ab" * 32, date(2026, 3, 1)), Passed("99-gone", "x", "y", date(2026, 3, 1))]
    made = certificate(passed, "张某", date(2026, 3, 2), "某院")
    assert [each.exercise for each in made.passed] == [one.id]
    assert not made.whole
    assert made.as_dict()["passed"][0]["handed_digest"] == "ab" * 32
    assert not {"score", "rank", "attempts"} & set(made.as_dict())
    assert made.number != certificate(passed, "李某", date(2026, 3, 2), "某院").number
    for wrong in (([], "张某"), (passed, " ")):
        with pytest.raises(TrainingError):
            certificate(wrong[0], wrong[1], date(2026, 3, 2))
