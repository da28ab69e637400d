"""What is one answer: copies that differ in little, and the instances of a case when no number joins them."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from mingjian.documents import Document as Read
from mingjian.knowledge import ALL, Document, Index, Query, from_judgments, search, similar
from mingjian.knowledge.gathering.instances import instance_groups
from mingjian.knowledge.grouping import SKETCH, Groups, sketch

CHANCE = random.Random(44_001)
SIGNS = "".join(chr(0x4E00 + CHANCE.randrange(600)) for _ in range(900))
NEAR = SIGNS[:300] + "甲乙" + SIGNS[302:600] + "丙丁" + SIGNS[602:]
FIRST = (
    "安徽省某县人民法院\n刑事判决书\n（2020）皖0123刑初{number}号\n公诉机关安徽省某县人民检察院。\n"
    "被告人{name}，男，1980年1月1日出生，汉族，农民。因涉嫌犯盗窃罪于2020年1月1日被刑事拘留。\n"
    "经审理查明，2019年12月1日，被告人{name}窃取他人手机一部。\n本院认为，被告人{name}的行为构成盗窃罪。"
    "依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n被告人{name}犯盗窃罪，判处拘役三个月。\n"
)


def _case(id_: str, text: str, groups: tuple[str, ...] = ()) -> Document:
    return Document(id_, "case", f"案例{id_}", text, "invented", groups=groups)


def test_a_sketch_is_ordered_of_one_length_and_close_for_close_texts() -> None:
    one, other = sketch(SIGNS), sketch(NEAR)
    assert len(one) == SKETCH
    assert (np.diff(one.astype(np.int64)) > 0).all()
    assert len(np.intersect1d(one, other)) >= 27
    assert len(np.intersect1d(one, sketch(SIGNS[::-1]))) < 5
    assert len(sketch("短")) == SKETCH


def test_near_copies_are_one_answer_unless_their_case_numbers_differ(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([_case("a", SIGNS), _case("b", NEAR), _case("c", SIGNS[450:] + SIGNS[::-1])])
    hits = search(index.snapshot(), Query(SIGNS[:40]), ALL).hits
    assert [(one.document.id, one.also) for one in hits if one.document.id in "ab"] == [("a", ("b",))]
    assert len(similar(index.snapshot(), SIGNS[:500], ALL)) < 3
    index.replace([_case("a", SIGNS, ("case:1",)), _case("b", NEAR, ("case:2",)), _case("n", NEAR[:-4])])
    found = search(index.snapshot(), Query(SIGNS[:40]), ALL).hits
    assert sorted(len(one.also) for one in found) == [0, 1]


def test_short_texts_and_articles_have_no_near_copies() -> None:
    groups = Groups()
    assert groups.place("one", (), sketch("盗窃他人财物")) is None
    assert groups.place("other", (), sketch("盗窃他人财物")) is None
    assert groups.place("third", (), None) is None
    assert groups.place("one", (), None) == 0


def test_instances_are_joined_by_court_parties_and_charge_when_numbers_are_missing() -> None:
    first = FIRST.format(number=1, name="钱多余")
    appeal = (
        "安徽省合肥市中级人民法院\n刑事裁定书\n（2020）皖01刑终9号\n原公诉机关安徽省某县人民检察院。\n"
        "上诉人（原审被告人）钱多余，男，1980年1月1日出生，汉族，农民。\n"
        "安徽省某县人民法院审理安徽省某县人民检察院指控原审被告人钱多余犯盗窃罪一案，作出刑事判决。"
        "原审被告人钱多余不服，提出上诉。本案现已审理终结。\n"
        "本院认为，上诉人钱多余的行为构成盗窃罪。依照《中华人民共和国刑事诉讼法》第二百三十六条之规定，裁定如下：\n"
        "驳回上诉，维持原判。\n本裁定为终审裁定。\n"
    )
    again = FIRST.format(number=2, name="钱多余")
    papers = [*from_judgments([Read("1", first, "x"), Read("2", appeal, "x"), Read("3", again, "x")])]
    groups = Groups()
    assert [groups.place(one.words, one.groups) for one in papers[:2]] == [None, 0]
    assert "钱多余" not in "".join(papers[1].groups)
    groups = Groups()
    assert [groups.place(one.words, one.groups) for one in papers[::2]] == [None, None]  # two cases of one man
    (other,) = from_judgments([Read("4", FIRST.format(number=4, name="孙满仓"), "x")])
    assert not {one.partition(":")[2] for one in other.groups} & {one.partition(":")[2] for one in papers[1].groups}


def test_masked_names_join_nothing() -> None:
    (masked,) = from_judgments([Read("1", FIRST.format(number=1, name="钱某某"), "x")])
    assert [one.partition(":")[0] for one in masked.groups] == ["case"]
    assert instance_groups(None, ("（2020）皖01刑终9号",), "", ()) == ("case:(2020)皖01刑终9号",)
