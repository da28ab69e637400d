"""Running, clues, proofs, approvals, audit and reports — through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_parts import call, person_id, write_agency_files

from mingjian.cli.exits import Exit
from mingjian.library import shipped_models


def test_the_clue_is_found_ranked_and_shown(ready: Path) -> None:
    found = call("clues", "list", "--lake", ready / "lake", "--clearance", "4", "--json").json
    assert found["total"] == 1
    clue = found["clues"][0]
    assert clue["subject"]["id"] == person_id(1)
    assert clue["amount"] == "10005.00" or float(clue["amount"]) == pytest.approx(2001.5 * 5)
    shown = call("clues", "show", clue["clue"], "--lake", ready / "lake", "--clearance", "4")
    assert person_id(1) in shown.out
    assert "deaths.csv:2" in shown.out
    assert f"mingjian prove {clue['clue']}" in shown.out


def test_values_above_the_clearance_are_masked(ready: Path) -> None:
    told = call("clues", "list", "--lake", ready / "lake")
    assert person_id(1) not in told.out
    clue = call("clues", "list", "--lake", ready / "lake", "--json").json["clues"][0]["clue"]
    for words in (("clues", "show", clue), ("clues", "show", clue, "--json")):
        shown = call(*words, "--lake", ready / "lake").out
        assert person_id(1) not in shown
        assert "王1三" not in shown


def test_lists_can_be_narrowed(ready: Path) -> None:
    def total(*words: str) -> int:
        return int(call("clues", "list", *words, "--lake", ready / "lake", "--json").json["total"])

    level = call("clues", "list", "--lake", ready / "lake", "--json").json["clues"][0]["level"]
    assert total("--level", level) == 1
    assert total("--level", next(iter({"low", "high"} - {level}))) == 0
    assert total("--place", "3401") == 1
    assert total("--place", "32") == 0
    assert total("--run", "1") == 1
    assert total("--model", "P02") == total("--model", "benefits-paid-to-the-dead") == 1
    told = call("clues", "list", "--model", "benefits-paid-to-the-ded", "--lake", ready / "lake")
    assert told.code == Exit.USAGE
    assert "benefits-paid-to-the-dead" in told.err


def test_a_second_run_says_again(own: Path) -> None:
    words = ("run", "P02", "--as-of", "2025-06-30", "--purpose", "test", "--lake", own)
    first = call(*words, "--json").json["runs"][0]
    assert (first["unchanged"], first["ledger"]) == (True, {"new": 1})
    assert "无变化" in call(*words, lang="zh").out
    told = call(*words, "--again", "--json")
    assert (told.json["runs"][0]["unchanged"], told.json["runs"][0]["ledger"]) == (False, {"again": 1})
    assert told.json["refused"] == []
    grace = call(
        "run", "P02", "--as-of", "2025-06-30", "--purpose", "test", "--set", "grace=9 months", "--lake", own, "--json"
    )
    assert grace.json["runs"][0]["ledger"] == {"vanished": 1}


def test_bad_parameters_and_data_are_refused(own: Path) -> None:
    words = ("run", "P02", "--as-of", "2025-06-30", "--purpose", "test", "--lake", own)
    told = call(*words, "--set", "grace=99 months")
    assert told.code == Exit.REFUSED
    assert "range" in told.err or "range" in told.out
    told = call(*words, "--data", "deaths=nothing", "--json")
    assert told.code == Exit.REFUSED
    assert told.json["refused"][0]["refusals"][0]["kind"] == "dataset"
    assert call(*words, "--set", "grace").code == Exit.USAGE
    assert call("run", "P02", "--purpose", "x", "--lake", own).code == Exit.USAGE
    assert call("run", "P02", "--as-of", "30.6.2025", "--purpose", "x", "--lake", own).code == Exit.USAGE
    told = call("run", "P02", "--as-of", "2025-06-30", "--lake", own)
    assert told.code == Exit.REFUSED
    assert "campaign" in told.out + told.err


def test_all_models_run_and_those_without_data_are_refused(own: Path) -> None:
    told = call("run", "--all", "--as-of", "2025-06-30", "--purpose", "test", "--lake", own, "--json")
    assert told.code == Exit.REFUSED
    assert [one["model"] for one in told.json["runs"]] == ["benefits-paid-to-the-dead"]
    assert len(told.json["refused"]) == len(shipped_models()) - 1


def test_personal_data_needs_a_signed_approval(tmp_path: Path) -> None:
    lake, key, approval = tmp_path / "lake", tmp_path / "keys" / "zhang.pem", tmp_path / "approval.json"
    write_agency_files(tmp_path / "files")
    call("init", lake)
    for file, standard in (("deaths", "death_record"), ("pensions", "pension_payment"), ("relief", "benefit_payment")):
        assert call("intake", "load", tmp_path / "files" / f"{file}.csv", standard, "--lake", lake).code == 0
    words = ("run", "P02", "--as-of", "2025-06-30", "--purpose", "专项1号", "--lake", lake)
    refused = call(*words)
    assert refused.code == Exit.REFUSED
    assert "approve" in refused.out + refused.err
    signing = ("approve", "P02", approval, "--purpose", "专项1号", "--signer", "张检察官", "--key", key, "--lake", lake)
    assert call("signers", "register", "张检察官", "--new-key", key, "--as", "admin", "--lake", lake).code == 0
    assert key.stat().st_mode & 0o077 == 0
    assert call("signers", "list", "--lake", lake, "--json").json[0]["name"] == "张检察官"
    assert call("signers", "register", "张检察官", "--new-key", tmp_path / "other", "--lake", lake).code == Exit.USAGE
    assert call(*signing).code == 0
    done = call(*words, "--approval", approval)
    assert done.code == 0, done.err
    wrong = call(*words[:5], "专项2号", "--lake", lake, "--approval", approval, "--json")
    assert wrong.code == Exit.REFUSED
    changed = json.loads(approval.read_text(encoding="utf-8"))
    approval.write_text(json.dumps({**changed, "purpose": "专项2号"}), encoding="utf-8")
    forged = call(*words[:5], "专项2号", "--lake", lake, "--approval", approval)
    assert forged.code == Exit.REFUSED
    approval.write_text("{}")
    assert call(*words, "--approval", approval).code == Exit.USAGE


def test_proofs(own: Path) -> None:
    clue = call("clues", "list", "--lake", own, "--json").json["clues"][0]["clue"]
    told = call("prove", clue, "--lake", own)
    assert told.code == 0
    assert "1 proved" in told.out
    every = call("prove", "--all", "--lake", own, "--json").json
    assert (every["ok"], every["checked"], every["proved"]) == (True, 1, 1)
    assert call("prove", "--run", "1", "--lake", own, "--json").json["verdicts"][0]["clue_id"] == clue
    assert call("prove", "--lake", own).code == Exit.USAGE
    assert call("prove", "jjjj-jjjj-jjjj-jjjj-jjjj", "--lake", own).code == Exit.USAGE


def test_the_audit_log_is_shown_sealed_and_a_change_is_found(own: Path, tmp_path: Path) -> None:
    shown = call("audit", "show", "--lake", own, "--json").json
    assert [one["action"] for one in shown][-1] == "run.done"
    assert shown[-1]["actor"] == "tester"
    assert call("audit", "show", "--action", "run.begin", "--lake", own, "--json").json[0]["action"] == "run.begin"
    key = tmp_path / "seal.pem"
    call("signers", "register", "office", "--new-key", key, "--lake", own)
    assert call("audit", "seal", "--key", key, "--lake", own, "--json").json["seal"]["from"] == 1
    assert call("audit", "seal", "--key", key, "--lake", own, "--json").json["seal"] is None
    public = key.with_name("seal.pem.pub")
    assert call("audit", "verify", "--public", public, "--lake", own).code == 0
    log = own / "audit" / "log.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace("tester", "nobody"), encoding="utf-8")
    told = call("audit", "verify", "--lake", own, "--json")
    assert told.code == Exit.WRONG
    assert told.json["problems"]


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_export(own: Path, tmp_path: Path, form: str) -> None:
    into = tmp_path / f"clues.{form}"
    told = call(
        "clues", "export", into, "--purpose", "handed to the case team", "--as", "tester", "--lake", own, "--json"
    )
    assert told.code == 0, told.err
    assert told.json["clues"] == 1
    assert into.stat().st_size > 100
    assert (
        call("audit", "show", "--action", "clue.export", "--lake", own, "--json").json[0]["object"]
        == told.json["number"]
    )


def test_the_report_is_written_and_masked(own: Path, tmp_path: Path) -> None:
    told = call("report", tmp_path / "r.html", "--prove", "--lake", own, "--json")
    assert told.json["proofs"] == {"checked": 1, "proved": 1}
    page = Path(told.json["report"]).read_text(encoding="utf-8")
    assert "冒领养老金" in page
    assert person_id(1) not in page
    assert person_id(1) in _page(call("report", tmp_path / "s.html", "--clearance", "4", "--lake", own, "--json").json)


def _page(answer: dict[str, str]) -> str:
    return Path(answer["report"]).read_text(encoding="utf-8")
