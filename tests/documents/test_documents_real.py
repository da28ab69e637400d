# ruff: noqa: PT018 -- a case reads best on one line; "found and its value" is one claim
"""Real judgments of the shared data set: the development labels, sound spans, and speed."""

from __future__ import annotations

import importlib.util
import json
import os
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from mingjian.documents import parse_civil, parse_judgment, rows

pytestmark = pytest.mark.realdata
ROOT = Path(__file__).parents[2]


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    return _script("score_documents")


def test_civil_labels_in_sum() -> None:
    """The hidden half is looked at in sum only."""
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    civil = _script("score_civil")
    labels = json.loads(civil.LABELS.read_text(encoding="utf-8"))
    right = said = wanted = seen = 0
    for key, text in civil.documents(Path(data)):
        if key in labels:
            assert civil.locked(key)
            label, ours = civil.items(labels[key]), civil.items(civil.as_label(parse_civil(text)))
            seen, right = seen + 1, right + (label & ours).total()
            said, wanted = said + ours.total(), wanted + label.total()
    assert seen == len(labels) == 48
    assert right / said > 0.97
    assert right / wanted > 0.94


def test_development_labels(scorer: ModuleType) -> None:
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    folder = ROOT / "tests" / "documents" / "labels" / "dev"
    wanted = {path.stem for path in folder.glob("*.json")}
    exact = 0
    for key, text, given in scorer.documents(Path(data), wanted):
        label = json.loads((folder / f"{key}.json").read_text(encoding="utf-8"))
        exact += Counter(scorer.items(label)) == Counter(scorer.items(scorer.as_label(parse_judgment(text, given))))
    assert exact / len(wanted) >= 0.97


def test_convictions_are_whole(real_texts: list[tuple[str, str]]) -> None:
    """Nearly every conviction has a penalty for each count, and its days agree with its term."""
    counts = missing = 0
    for _key, text in real_texts:
        judgment = parse_judgment(text)
        for person in judgment.defendants if judgment.outcome.value == "convicted" else []:
            counts += 1
            missing += not person.charges or any(c.kind is None for c in person.charges)
    assert counts > 300
    assert missing / counts < 0.01


def test_spans_yield_their_values(real_texts: list[tuple[str, str]]) -> None:
    for _key, text in real_texts[::5]:
        judgment = parse_judgment(text)
        for person in judgment.defendants:
            for count in person.charges:
                if count.charge.span:
                    inside = "".join(text[slice(*count.charge.span)].split())
                    assert count.charge.value == inside.translate(str.maketrans("（）,", "（），"))
        for found in (judgment.court, judgment.procuratorate):
            if found and found.span:
                assert "".join(text[slice(*found.span)].split()) == found.value


def test_half_a_megabyte_a_second(real_texts: list[tuple[str, str]]) -> None:
    texts = [text for _key, text in real_texts[:200]]
    for text in texts[:5]:
        rows(parse_judgment(text))
    begin = time.process_time()
    for text in texts:
        rows(parse_judgment(text))
    spent = time.process_time() - begin
    assert sum(len(text.encode()) for text in texts) / 1e6 / spent > 0.5
