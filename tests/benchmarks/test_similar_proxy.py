"""Similar cases: plain rivals rank as BM25 does, and the proxy of LeCaRDv2 stays above what was promised."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from benchmarks.search.rivals import Bm25, pairs, signs_and_pairs
from benchmarks.search.similar import measure

_LEAST = {"MAP": 0.46, "NDCG@10": 0.56, "R@10": 0.80}


def test_a_rival_puts_the_text_with_the_rare_words_first() -> None:
    assert pairs("盗窃，手机") == ["盗窃", "手机"]
    assert signs_and_pairs("盗 a") == ["盗", "a"]
    texts = {"one": "被告人盗窃手机", "other": "被告人殴打他人", "third": "被告人驾驶汽车"}
    assert Bm25(texts, pairs).ranked("盗窃手机的被告人")[0] == "one"
    assert Bm25(texts, pairs).ranked("没有") == list(texts)


@pytest.mark.realdata
def test_similar_cases_stay_above_what_was_promised(tmp_path: Path) -> None:
    """All 202 queries of the proxy; halves and rivals are told by `python -m benchmarks.search similar --exam`."""
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    runs = measure(Path(data), tmp_path, exam=True)
    whole = next(run for run in runs if run.name == "proxy, whole, facts and words")
    assert len(whole.items) == 202
    for name, least in _LEAST.items():
        assert np.mean(whole.values(name)) >= least
