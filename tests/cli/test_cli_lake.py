"""Taking data in, looking at it, declaring coverage, and checking the lake — through the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli_parts import call, write_agency_files

from mingjian.cli.exits import Exit


def test_init_refuses_a_folder_with_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    told = call("init", tmp_path)
    assert told.code == Exit.USAGE
    assert "not empty" in told.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["letter.txt"]


def test_init_with_a_given_secret(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("ab" * 31)
    assert call("init", tmp_path / "lake", "--key", tmp_path / "key").code == Exit.USAGE
    (tmp_path / "key").write_text("ab" * 32)
    told = call("init", tmp_path / "lake", "--key", tmp_path / "key", "--json")
    assert told.json["lake"] == str(tmp_path / "lake")
    assert Path(told.json["secret"]).read_text().strip() == "ab" * 32


def test_the_lake_is_shown_and_verified(ready: Path) -> None:
    shown = call("lake", "show", "--lake", ready / "lake", "--json").json
    assert {one["dataset"]: one["rows"] for one in shown} == {
        "death_record": 2,
        "pension_payment": 48,
        "benefit_payment": 3,
    }
    assert "pension_payment" in call("lake", "show", "--lake", ready / "lake").out
    told = call("lake", "verify", "--lake", ready / "lake")
    assert told.code == 0
    assert "sound" in told.out


def test_one_changed_byte_is_found(ready: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lake"
    shutil.copytree(ready / "lake", copy)
    part = next(copy.glob("datasets/pension_payment/versions/*/parts/*.parquet"))
    data = bytearray(part.read_bytes())
    data[len(data) // 3] ^= 1
    part.chmod(0o600)
    part.write_bytes(data)
    told = call("lake", "verify", "--lake", copy, "--json")
    assert told.code == Exit.DAMAGED
    assert told.json["ok"] is False
    assert told.json["problems"][0]["path"].startswith("datasets/pension_payment")
    proof = call("prove", "--all", "--lake", copy, "--json")
    assert proof.code == Exit.WRONG
    assert proof.json["proved"] == 0
    assert proof.json["verdicts"][0]["differences"]


def test_a_mapping_is_suggested_saved_edited_and_used(tmp_path: Path) -> None:
    lake, file, saved = tmp_path / "lake", tmp_path / "名单.csv", tmp_path / "mapping.yaml"
    call("init", lake)
    file.write_text("当事人,身份证,死的日子,区划\n王三,11010519491231002X,2024-03-01,340102\n", encoding="gb18030")
    plan = call("intake", "plan", file, "death_record", "--save", saved, "--lake", lake, "--json").json
    assert plan["sure"] is False
    assert "died_on" in plan["unmapped"]
    told = call("intake", "load", file, "death_record", "--lake", lake, lang="zh")
    assert told.code == Exit.USAGE
    assert "死亡" in told.err
    assert "Traceback" not in told.err
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace("columns:\n", "columns:\n  died_on: 死的日子\n"), encoding="utf-8")
    told = call("intake", "load", file, "--mapping", saved, "--lake", lake, "--json")
    assert told.code == 0, told.err
    assert told.json["counts"] == {"source": 1, "accepted": 1, "quarantined": 0, "set_aside": 0}
    file.write_text("当事人,证件,死的日子,区划\n李四,11010519491231002X,2024-04-01,340102\n", encoding="gb18030")
    told = call("intake", "load", file, "--delivery", "append", "--lake", lake)
    assert told.code == Exit.USAGE
    assert "身份证" in told.err  # the header changed: it says what


def test_what_was_not_accepted_is_shown_with_its_reason(tmp_path: Path) -> None:
    lake, file = tmp_path / "lake", tmp_path / "死亡登记.csv"
    call("init", lake)
    file.write_text("姓名,身份证号,死亡日期,行政区划\n王三,11010519491231002X,,340102\n合计,,,\n", encoding="utf-8")
    told = call("intake", "load", file, "death_record", "--lake", lake, "--json")
    assert told.json["counts"]["quarantined"] == 1
    found = call("intake", "quarantine", "death_record", "--lake", lake, "--json").json
    assert found["total"] == 1
    assert found["records"][0]["line"] == 2
    assert found["records"][0]["file"] == "死亡登记.csv"
    aside = call("intake", "quarantine", "death_record", "--set-aside", "--lake", lake, "--json").json
    assert aside["total"] == told.json["counts"]["set_aside"] == 1


def test_versions_and_quality(ready: Path) -> None:
    versions = call("intake", "versions", "pension_payment", "--lake", ready / "lake", "--json").json
    assert [one["delivery"] for one in versions] == ["full"]
    quality = call("intake", "quality", "pension_payment", "--lake", ready / "lake", "--json").json
    amount = next(one for one in quality["columns"] if one["column"] == "amount")
    assert (amount["filled"], amount["damaged"]) == (48, 0)
    assert "发放" not in call("intake", "quality", "pension_payment", "--lake", ready / "lake").out
    told = call("intake", "versions", "pensions", "--lake", ready / "lake")
    assert told.code == Exit.USAGE
    assert "pension_payment" in told.err


def test_coverage_is_declared_and_shown(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    write_agency_files(tmp_path / "files")
    call("init", lake)
    call("intake", "load", tmp_path / "files" / "deaths.csv", "death_record", "--lake", lake)
    words = ("intake", "coverage", "death_record", "--region", "340100", "--from", "2020-01-01", "--to", "2025-06-30")
    assert "extraction" in call(*words, "--lake", lake).err
    told = call(*words, "--extracted-on", "2025-07-01", "--lake", lake, "--json")
    assert told.json["coverage"] == [{"region": "340100", "from": "2020-01-01", "to": "2025-06-30"}]
    told = call("intake", "coverage", "death_record", "--cover", "340100:2020-01-01", "--lake", lake)
    assert told.code == Exit.USAGE
    assert "340100:2020-01-01:2024-12-31" in told.err


def test_a_database_is_taken_in(tmp_path: Path) -> None:
    import sqlite3

    lake, file = tmp_path / "lake", tmp_path / "civil.sqlite"
    call("init", lake)
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE deaths (姓名 TEXT, 身份证号 TEXT, 死亡日期 TEXT, 行政区划 TEXT)")
        base.execute("INSERT INTO deaths VALUES ('王三', '11010519491231002X', '2024-03-01', '340102')")
    told = call("intake", "load", file, "death_record", "--table", "deaths", "--lake", lake, "--json")
    assert told.code == 0, told.err
    assert told.json["counts"]["accepted"] == 1


def test_the_lake_is_found_in_the_working_folder(ready: Path, monkeypatch: object) -> None:
    import os

    before = Path.cwd()
    try:
        os.chdir(ready)
        assert call("lake", "show", "--json").code == 0
        os.chdir(ready / "lake")
        assert call("lake", "show", "--json").code == 0
    finally:
        os.chdir(before)


def test_a_hashed_copy_is_made_run_over_and_says_what_it_is(own: Path, tmp_path: Path):
    lake = ("--lake", own)
    bad = call("lake", "hashed-copy", tmp_path / "copy", "--purpose", "", "--dataset", "deaths_", *lake)
    assert bad.code == 2
    assert "what for" in bad.err
    assert "Traceback" not in bad.err
    made = call("lake", "hashed-copy", tmp_path / "copy", "--purpose", "model", "--as", "officer", "--json", *lake)
    assert made.code == 0, made.err
    assert {one["hashed"]["by"] for one in made.json["datasets"]} == {"officer"}
    over = ("--as-of", "2025-06-30", "--purpose", "model", "--lake", tmp_path / "copy")
    told = call("run", "P02", *over)
    assert told.code == 0, told.err
    assert "keyed hashes" in told.out
    assert call("run", "P02", *over, "--json").json["runs"][0]["hashed"] is True
    shown = call("lake", "hashed-copy", tmp_path / "two", "--purpose", "x", "--dataset", "death_record", *lake)
    assert "still personal data" in " ".join(shown.out.split())
