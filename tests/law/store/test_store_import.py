"""The store on disk: import again, import more, broken files, a kill in the midst of it, repeals and first days."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from mingjian.law.store import DamagedStore, EmptyStore, StatuteErrors, StatuteStore, import_statutes

D = date.fromisoformat


def law(folder, name, *lines):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "laws"
    law(
        folder,
        "甲法(2010-03-01)",
        "# 中华人民共和国甲法",
        "<!-- INFO END -->",
        "第一条 旧。",
        "第二条 本法自2010年6月1日起施行。",
    )
    law(
        folder,
        "甲法(2020-03-01)",
        "# 中华人民共和国甲法",
        "2010年3月1日 通过",
        "2020年3月1日 修订",
        "<!-- INFO END -->",
        "## 第一章 总则",
        "第一条 新。",
        "后款。",
        "第二条 本法自2020年9月1日起施行。《乙条例》同时废止。",
    )
    law(folder, "乙条例(2001-01-01)", "# 乙条例", "<!-- INFO END -->", "第一条 乙。", "第二条 本条例自发布之日起施行。")
    return folder


@pytest.fixture
def store(tmp_path, texts):
    import_statutes(tmp_path / "law", texts)
    return StatuteStore.open(tmp_path / "law")


def test_first_days_come_from_the_text_and_an_answer_says_its_state(store):
    assert [(one.start, one.end, one.sure) for one in store.versions("甲法")] == [
        (D("2010-06-01"), D("2020-08-31"), True),
        (D("2020-09-01"), None, True),
    ]
    old, new = store.article("甲法", 1, D("2015-01-01")), store.article("甲法", 1)
    assert (old.text, old.state, old.end) == ("旧。", "historical", D("2020-08-31"))
    assert (new.text, new.state, new.path, new.paragraphs) == (
        "新。\n后款。",
        "current",
        "第一章 总则",
        ["新。", "后款。"],
    )
    assert store.article("甲法", 1, D("2020-05-01")).text == "旧。"  # published, not yet in force


def test_before_what_is_known_the_answer_is_unknown_and_never_the_newest_text(store):
    before = store.article("甲法", 1, D("2010-04-01"))
    assert (before.text, before.state, before.why) == (None, "unknown", "before_known")
    assert store.article("甲法", 1, D("2009-01-01")).why == "not_yet"  # the head note: passed in 2010
    assert store.article("甲法", 9).why == "no_such_article"


def test_a_law_ends_with_the_one_that_repeals_it(store):
    found = store.find("乙条例")
    assert found is not None
    assert (found.repealed, found.repealed_by) == (D("2020-09-01"), "中华人民共和国甲法")
    gone = store.article("乙条例", 1, D("2021-01-01"))
    assert (gone.why, gone.text, gone.state) == ("repealed", "乙。", "historical")
    assert store.article("乙条例", 1, D("2019-01-01")).why == ""


def test_provenance_is_kept(store, texts):
    source = store.versions("甲法")[0].sources[0]
    assert (source.file, source.origin, len(source.sha256)) == ("甲法(2010-03-01).md", "laws", 64)


def test_the_same_again_changes_nothing_and_a_changed_file_replaces_itself(tmp_path, texts):
    place = tmp_path / "law"
    first = import_statutes(place, texts)
    stamp = (place / "statutes.db").stat().st_mtime_ns
    again = import_statutes(place, texts)
    assert (first.added, again.unchanged, (place / "statutes.db").stat().st_mtime_ns) == (3, True, stamp)
    law(texts, "乙条例(2001-01-01)", "# 乙条例", "<!-- INFO END -->", "第一条 乙改。")
    more = tmp_path / "more"
    law(more, "丙法(2011-01-01)", "# 丙法", "<!-- INFO END -->", "第一条 丙。")
    changed = import_statutes(place, texts)
    assert (changed.added, changed.changed) == (0, 1)
    import_statutes(place, more)
    store = StatuteStore.open(place)
    assert store.laws() == ["丙法", "乙条例", "甲法"]
    assert store.article("乙条例", 1).text == "乙改。"


def test_every_mistake_is_told_at_once_and_the_store_stays(tmp_path, texts):
    place = tmp_path / "law"
    import_statutes(place, texts)
    before = (place / "statutes.db").read_bytes()
    rows = ['{"law": "丁法", "article": "第一条"}', '{"law"', '{"law": "丁法", "article": "第X", "text": "x"}', "[]"]
    rows.append(json.dumps({"law": "丁法", "article": "第二条", "text": "x", "date": "2020-13-01"}))
    (texts / "more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (texts / "latin.md").write_bytes(b"# a\n\xff\n")
    with pytest.raises(StatuteErrors) as caught:
        import_statutes(place, texts)
    where = [one.where for one in caught.value.problems]
    assert where == ["latin.md:2", "more.jsonl:1", "more.jsonl:2", "more.jsonl:4", "more.jsonl:5"]
    assert all(one.zh and one.en and one.zh != one.en for one in caught.value.problems)
    assert (place / "statutes.db").read_bytes() == before


def test_an_empty_store_says_how_to_fill_it(tmp_path):
    with pytest.raises(EmptyStore, match="law import"):
        StatuteStore.open(tmp_path)


@pytest.mark.parametrize("moment", ["_write_law", "_counts"])
def test_killed_at_any_moment_it_leaves_the_old_store(tmp_path, texts, moment):
    place = tmp_path / "law"
    import_statutes(place, texts)
    before = (place / "statutes.db").read_bytes()
    law(texts, "戊法(2012-01-01)", "# 戊法", "<!-- INFO END -->", "第一条 戊。")
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom mingjian.law.store import file, import_statutes\n"
        f"file.{moment} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        "import_statutes(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(place), str(texts)], env=os.environ.copy(), check=False)
    assert done.returncode == -signal.SIGKILL
    assert (place / "statutes.db").read_bytes() == before
    assert StatuteStore.open(place).find("戊法") is None
    assert import_statutes(place, texts).added == 1
    assert not list(place.glob(".statutes-*"))


def test_articles_gives_every_text_once_with_its_days(store):
    found = {(one.code, one.start, one.end): one.text for one in store.articles()}
    assert found["甲法1", D("2010-06-01"), D("2020-08-31")] == "旧。"
    assert found["甲法1", D("2020-09-01"), None] == "新。\n后款。"
    assert len(found) == 6


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_store_is_told_and_left_alone(store, texts, tmp_path, damage):
    place = tmp_path / "law" / "statutes.db"
    place.write_bytes(damage)
    for use in (lambda: StatuteStore.open(tmp_path / "law"), lambda: import_statutes(tmp_path / "law", texts)):
        with pytest.raises(DamagedStore, match="import anew"):
            use()
    assert place.read_bytes() == damage


def test_damage_deep_in_the_file_is_told_as_damage(tmp_path, texts):
    import_statutes(tmp_path / "law", texts)
    place = tmp_path / "law" / "statutes.db"
    whole = place.read_bytes()
    place.write_bytes(whole[:8192] + b"\x7f" * (len(whole) - 8192))  # the head stands, the pages behind it do not

    def read_all():
        with closing(StatuteStore.open(tmp_path / "law")) as store:
            return [store.versions(name) for name in store.laws()], list(store.articles())

    with pytest.raises(DamagedStore):
        read_all()
