"""What an import changed, told by article."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mingjian.law.store import StatuteStore, import_statutes
from mingjian.law.store.changes import ArticleChange, changes


def write(folder: Path, name: str, *articles: str) -> None:
    title = name.partition("(")[0]
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(
        f"# {title}\n<!-- INFO END -->\n" + "\n\n".join(articles) + "\n", encoding="utf-8"
    )


def test_what_an_import_changed(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write(old, "甲法(2010-01-01)", "第一条 一。", "第二条 二。", "第三条 三，三。")
    write(old, "乙条例(2001-01-01)", "第一条 乙。")
    write(new, "甲法(2010-01-01)", "第一条 一改。", "第三条 三,三。", "第四条 四。")
    write(new, "丙法(2020-01-01)", "第一条 丙。", "第二条 本法自2020年6月1日起施行。《乙条例》同时废止。")
    import_statutes(tmp_path / "a", old)
    import_statutes(tmp_path / "b", old)
    import_statutes(tmp_path / "b", new, "old")
    with closing(StatuteStore.open(tmp_path / "a")) as before, closing(StatuteStore.open(tmp_path / "b")) as after:
        found, first = changes(before, after), changes(None, before)
        same = changes(before, before)
    assert (found.new, found.gone, found.repealed) == (("丙法",), (), ("乙条例",))
    assert set(found.articles) == {
        ArticleChange("甲法", "1", "changed"),
        ArticleChange("甲法", "2", "gone"),
        ArticleChange("甲法", "4", "added"),
        ArticleChange("乙条例", "1", "changed"),  # it ends with its law
    }
    assert [found.touches(*one) for one in (("甲法", "1"), ("甲法", "3"), ("乙条例", "1"))] == [True, False, True]
    assert (first.new, first.articles) == (("乙条例", "甲法"), ())
    assert (same.new, same.repealed, same.articles) == ((), (), ())
