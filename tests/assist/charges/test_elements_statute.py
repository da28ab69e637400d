"""Elements held against the statute: what each charge's article says of its subject, result and mind.

Key terms only: whether the words of an element are the right ones is for a lawyer. Reads the shared statutes; skipped
by name without them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mingjian.assist.charges.elements import Makeup, Role, makeups
from mingjian.law.store import StatuteStore, import_statutes

SUBJECT = re.compile(
    r"[^。；，]{0,16}(?:国家机关工作人员|国家工作人员|司法工作人员|金融机构的?工作人员|公司、企业[^，。]{0,12}工作人员|邮政工作人员"
    r"|医务人员|航空人员|铁路职工|行政执法人员|海关工作人员|税务机关的工作人员|投保人|纳税人|依法被[^，。]{0,16}的)"
)
RESULT = re.compile(
    r"致|造成|后果|损失|死亡|重伤|毁|伤害|事故|不能|严重|引起|引诱|危险|数额|情节|损害|灭失|使|逃税|税款"
)
SUBJECT_WORDS = re.compile(
    r"人员|单位|公司|企业|负责人|的人|机构|者|职务|军人|罪犯|证人|监护|依法|驾驶|责任人|家庭|投保|负有"
)
MIND = re.compile(r"目的|故意|明知|意图|过失|为|恶意|谋")
TOLD_BY_CONDUCT = {
    "重大飞行事故罪": "航空人员 is in its conduct",
    "铁路运营安全事故罪": "铁路职工 is in its conduct",
    "违规制造、销售枪支罪": "依法、被指定 is in its conduct",
    "逃税罪": "who declares or owes a tax is who pays it",
    "逃避追缴欠税罪": "who owes a tax is who pays it",
    "故意泄露国家秘密罪": "who is no official is punished by its second paragraph",
    "过失泄露国家秘密罪": "who is no official is punished by its second paragraph",
}
"""Charges without a subject of their own although the article names one, with why."""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of each charge's articles, by the charge."""
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    place = tmp_path_factory.mktemp("lake") / "law"
    source = tmp_path_factory.mktemp("source")
    criminal = [
        line
        for line in (Path(data) / "lawrefbook/statutes.jsonl").read_text("utf-8").splitlines()
        if '"law": "中华人民共和国刑法"' in line
    ]
    (source / "statutes.jsonl").write_text("\n".join(criminal), "utf-8")
    import_statutes(place, source)
    store = StatuteStore.open(place)
    return {name: "".join(_text(store, number) for number in one.charge.articles) for name, one in makeups().items()}


def _text(store: StatuteStore, number: str) -> str:
    found = store.article("刑法", number)
    assert found is not None, number
    return str(getattr(found, "text", ""))


@pytest.mark.realdata
@pytest.mark.slow
def test_every_charge_has_its_articles_in_the_statute(articles: dict[str, str]) -> None:
    assert len(articles) >= 343
    assert [name for name, text in articles.items() if "处" not in text] == []


@pytest.mark.realdata
@pytest.mark.slow
def test_a_subject_that_the_article_names_is_an_element(articles: dict[str, str]) -> None:
    def lacks(one: Makeup, text: str) -> bool:
        found = SUBJECT.match(text)
        # 对…、以…、…依法执行职务 name whom the act is done to.
        whom = found and re.search(r"对|向|阻碍|冒充|袭击|与|给予|以", found[0])
        return bool(found) and not whom and Role.SUBJECT not in one.elements and one.name not in TOLD_BY_CONDUCT

    assert [name for name, one in makeups().items() if lacks(one, articles[name])] == []


@pytest.mark.realdata
@pytest.mark.slow
@pytest.mark.parametrize(("role", "words"), [(Role.RESULT, RESULT), (Role.SUBJECT, SUBJECT_WORDS), (Role.INTENT, MIND)])
def test_an_element_that_is_wanted_is_spoken_of(articles: dict[str, str], role: Role, words: re.Pattern[str]) -> None:
    wanted = [name for name, one in makeups().items() if role in one.elements]
    assert wanted
    assert [name for name in wanted if not words.search(articles[name])] == []
