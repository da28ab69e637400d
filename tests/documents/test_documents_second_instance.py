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
