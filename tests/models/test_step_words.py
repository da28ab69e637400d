"""What a step says it does, in both languages, for operators that compare texts and places."""

from types import SimpleNamespace

import pytest

from mingjian.collision import parse_step
from mingjian.models.step_words import step_sentence
from mingjian.models.wording import Words


def _words(lang):
    return Words(SimpleNamespace(needs={}, parameters={}), lang)


@pytest.mark.parametrize(
    ("raw", "zh", "en"),
    [
        ({"similar": "a", "text": "t"}, "相似度不低于0.8", "similar by 0.8 or more"),
        ({"similar": ["a", "b"], "text": {"a": "t", "b": "u"}, "mask": ["names"]}, "遮盖人名", "names masked"),
        ({"similar": "a", "text": "t", "by": "c", "keep": "groups"}, "归为一组", "into groups"),
        ({"near": "a", "at": ["x", "y"], "at_most": 100}, "相距不超过100米", "at most 100 metres apart"),
        (
            {"near": ["a", "b"], "at": ["x", "y"], "at_most": 9, "keep": "nearest"},
            "最近的一对",
            "the nearest for each row",
        ),
        ({"near": ["a", "b"], "inside": {"point": ["x", "y"], "area": "t"}, "on": "c"}, "含边界", "borders included"),
        ({"near": "a", "address": "t", "to": "room", "where": "one.x > 1"}, "一致到室", "down to the room"),
        (
            {"network": "a", "link": {"from": "x", "to": "y"}, "find": {"components": {"least": 5}}},
            "成员5个以上的连通群",
            "connected groups of 5 or more members",
        ),
    ],
)
def test_sentences(raw, zh, en):
    for lang, words in (("zh", zh), ("en", en)):
        told = step_sentence(parse_step("s", raw), _words(lang))
        assert words in told
        assert told.endswith("。" if lang == "zh" else ".")
        assert "None" not in told
