"""Reasons put together from findings: each is found, for whom it was said, with and without commas."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.documents.opinion import circumstances

_NAMES = ["赵甲", "钱某乙", "孙丙山", "吴某1"]
_FOUND = {
    "在刑罚执行完毕后五年内再犯应当判处有期徒刑以上刑罚之罪，系累犯，应从重处罚": "recidivist",
    "系毒品再犯，应从重处罚": "drug_repeat",
    "案发后主动投案，并如实供述自己的罪行，系自首，可以从轻处罚": "surrender",
    "归案后能够坦白自己的罪行，酌情从轻处罚": "confession",
    "协助公安机关抓获其他犯罪嫌疑人，有立功表现，可以从轻处罚": "merit",
    "检举揭发他人犯罪，经查证属实，构成立功，可从轻处罚": "merit",
    "在共同犯罪中起主要作用，系主犯，应当按照其所参与的全部犯罪处罚": "principal",
    "在共同犯罪中起次要、辅助作用，是从犯，依法应当减轻处罚": "accessory",
    "因意志以外的原因未得逞，系犯罪未遂，可以从轻处罚": "attempt",
    "犯罪时已满十六周岁不满十八周岁，应当从轻处罚": "minor",
    "犯罪时系未成年人，应当减轻处罚": "minor",
    "自愿认罪认罚，可以从宽处理": "plea",
    "积极赔偿被害人经济损失，酌情从轻处罚": "returned",
    "家属代为退赃，可酌情从轻处罚": "returned",
    "取得被害人谅解，可酌情从轻处罚": "forgiven",
    "不构成累犯": "",
    "虽有检举但未查证属实，不构成立功": "",
    "未取得被害人谅解": "",
}
_CLAUSE = st.tuples(
    st.sets(st.sampled_from(_NAMES), min_size=1, max_size=4),
    st.sampled_from(["、", "和", "及"]),
    st.lists(st.sampled_from(sorted(_FOUND)), min_size=1, max_size=2, unique=True),
)


def _subject(who: list[str], joint: str) -> str:
    if len(who) == len(_NAMES):
        return "四被告人均"
    return "被告人" + joint.join(who) + {1: "", 2: "二人均", 3: "均"}[len(who)]


@settings(max_examples=120, deadline=None)
@given(clauses=st.lists(_CLAUSE, min_size=1, max_size=5), commas=st.booleans(), stop=st.sampled_from("。；"))
def test_every_finding_is_found_for_whom_it_was_said(
    clauses: list[tuple[set[str], str, list[str]]], commas: bool, stop: str
) -> None:
    expected = {name: set[str]() for name in _NAMES}
    told = []
    for who, joint, phrases in clauses:
        if len(phrases) > 1 and any(not _FOUND[p] for p in phrases):
            phrases = phrases[:1]
        told.append(_subject(sorted(who, key=_NAMES.index), joint) + "，".join(phrases))
        for name in who:
            expected[name] |= {_FOUND[p] for p in phrases} - {""}
    text = (
        "本院认为，被告人赵甲、钱某乙、孙丙山、吴某1秘密窃取他人财物，其行为均已构成盗窃罪。" + stop.join(told) + "。"
    )
    text = text if commas else text.replace("，", "")
    found = circumstances(text, 0, len(text), _NAMES, plea_basis=False)
    for i, name in enumerate(_NAMES):
        kinds = {m.kind for m in found if i in m.who}
        drop = {"confession"} if "surrender" in kinds else set()  # surrender wins over it
        assert kinds - drop == expected[name] - drop
