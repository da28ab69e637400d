"""Every law that models, letters and deadlines cite has an English title."""

from __future__ import annotations

import re

from mingjian.desk.letters import kind_of
from mingjian.law import DEADLINES, english_title
from mingjian.library import shipped_models
from mingjian.models import load_model
from mingjian.models.enumerations import DocumentKind


def test_every_cited_law_has_an_english_title() -> None:
    cited = {one.law for path in shipped_models().values() for one in load_model(path).definition.basis}
    cited |= {one.law for one in DEADLINES.values()}
    cited |= {one.law for kind in DocumentKind for one in kind_of(kind).basis}
    cited |= {reply.law for kind in DocumentKind if (reply := kind_of(kind).reply) is not None}
    assert len(cited) > 20
    assert [law for law in cited if re.search("[\u4e00-\u9fff]", english_title(law))] == []


def test_a_law_is_found_in_its_marks_and_an_unknown_one_keeps_its_name() -> None:
    assert english_title("《刑诉法》") == english_title("中华人民共和国刑事诉讼法") == "Criminal Procedure Law"
    assert english_title("某某条例") == "某某条例"
