"""What stands after the second instance: upheld, changed in part, withdrawn, acquitted."""

from __future__ import annotations

import pytest

from mingjian.documents import Judgment, parse_judgment

_BELOW = "西山县人民法院（2018）某9901刑初77号刑事判决"
Standing = tuple[list[str], str | None, int | None]  # charges, kind and months of what is to be executed


def _changed(two: str, orders: str) -> Judgment:
    head, rest = two.split("一、维持西山县人民法院（2018）某9901刑初77号刑事判决第二项、第三项")
    return parse_judgment(f"{head}{orders}\n本判决为终审判决{rest.split('本判决为终审判决')[1]}")


def _standing(judgment: Judgment) -> dict[str, Standing]:
    return {
        person.name.value: (
            [count.charge.value for count in person.charges],
            person.final.kind.value if person.final and person.final.kind else None,
            person.final.months.value if person.final and person.final.months else None,
        )
        for person in judgment.defendants
    }


_FRAUD = ["诈骗罪"]
_FIRST: dict[str, Standing] = {"吴甲": (_FRAUD, "fixed_term", 36), "郑乙": (_FRAUD, "fixed_term", 12)}


@pytest.mark.parametrize(
    ("orders", "outcome", "standing"),
    [
        ("驳回上诉，维持原判。", "upheld", _FIRST),
        (f"一、驳回上诉人吴甲的上诉；二、维持{_BELOW}。", "upheld", _FIRST),
        ("驳回抗诉、上诉，维持原判。", "upheld", _FIRST),
        ("准许上诉人吴甲撤回上诉。", "withdrawn", _FIRST),
        ("准许西山县人民检察院撤回抗诉。", "withdrawn", _FIRST),
        (
            f"一、维持{_BELOW}的定罪部分；二、变更{_BELOW}第一项中对吴甲的量刑部分为：判处有期徒刑二年，并处罚金人民币一万元。",
            "mixed",
            _FIRST | {"吴甲": (_FRAUD, "fixed_term", 24)},
        ),
        (
            f"一、维持{_BELOW}第二、三项；二、变更{_BELOW}第一项为：上诉人吴甲犯诈骗罪，判处有期徒刑二年八个月。",
            "mixed",
            _FIRST | {"吴甲": (_FRAUD, "fixed_term", 32)},
        ),
        (
            "一、驳回上诉人吴甲的上诉，维持对其的定罪量刑；二、撤销原判对原审被告人郑乙的缓刑；"
            "三、原审被告人郑乙犯诈骗罪，判处有期徒刑一年，并处罚金人民币五千元。",
            "mixed",
            _FIRST,
        ),
        (
            f"一、撤销{_BELOW}；二、上诉人吴甲犯掩饰、隐瞒犯罪所得罪，判处有期徒刑一年；三、原审被告人郑乙犯诈骗罪，判处拘役五个月。",
            "changed",
            {"吴甲": (["掩饰、隐瞒犯罪所得罪"], "fixed_term", 12), "郑乙": (_FRAUD, "detention", 5)},
        ),
        (
            f"一、撤销{_BELOW}；二、上诉人（原审被告人）吴甲无罪；三、原审被告人郑乙无罪。",
            "changed",
            {"吴甲": ([], "acquitted", None), "郑乙": ([], "acquitted", None)},
        ),
        (
            f"撤销{_BELOW}，将本案发回西山县人民法院重新审判。",
            "sent_back",
            {"吴甲": ([], None, None), "郑乙": ([], None, None)},
        ),
    ],
)  # fmt: skip
def test_what_stands(two: str, orders: str, outcome: str, standing: dict[str, Standing]) -> None:
    judgment = _changed(two, orders)
    assert judgment.outcome.value == outcome
    assert _standing(judgment) == standing


REVIEW = """最高人民法院
刑事裁定书
被告人吴甲，男，汉族，1980年3月4日出生，农民，住西山县。2012年5月6日被逮捕。现在押。
川州市中级人民法院审理川州市人民检察院指控被告人吴甲犯故意杀人罪一案，于2013年2月3日以（2013）川刑初字第4号刑事判决，认定被告人吴甲犯故意杀人罪，判处死刑，剥夺政治权利终身。宣判后，吴甲提出上诉。川省高级人民法院经依法开庭审理，于2013年8月9日以（2013）川刑终字第5号刑事裁定，驳回上诉，维持原判，并依法报请本院核准。本院依法组成合议庭，对本案进行了复核。现已复核终结。
经复核确认：2012年4月5日，被告人吴甲持刀将郑某杀死。
本院认为，被告人吴甲故意非法剥夺他人生命，其行为已构成故意杀人罪。依照《中华人民共和国刑事诉讼法》第二百三十五条的规定，裁定如下：
核准川省高级人民法院（2013）川刑终字第5号维持第一审以故意杀人罪判处被告人吴甲死刑，剥夺政治权利终身的刑事裁定。
本裁定自宣告之日起发生法律效力。
审判长王乙
二〇一四年一月二日
书记员冯丙
"""


def test_a_death_sentence_approved_is_a_review() -> None:
    read = parse_judgment(REVIEW)
    assert (read.instance.value, read.outcome.value, read.document_type.value) == ("review", "approved", "ruling")
    (person,) = read.defendants
    assert person.final is not None
    assert person.final.kind is not None
    assert person.final.kind.value == "death"
    assert [count.charge.value for count in person.charges] == ["故意杀人罪"]


def test_a_death_sentence_not_approved_is_sent_back() -> None:
    orders = REVIEW[REVIEW.index("核准川省") : REVIEW.index("本裁定自宣告")]
    text = REVIEW.replace(
        orders,
        "一、不"
        + orders
        + "二、撤销川省高级人民法院（2013）川刑终字第5号刑事裁定。\n三、发回川省高级人民法院重新审判。\n",
    )
    read = parse_judgment(text)
    assert (read.instance.value, read.outcome.value) == ("review", "sent_back")
    assert read.defendants[0].charges == []
