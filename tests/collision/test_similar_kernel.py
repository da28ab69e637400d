"""The kernel of similar: masks, hostile texts, order, many copies, and what candidates miss."""

import csv
import json
import os
import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from mingjian.collision.kernels.candidates import CHANCE, MISSED, NUMBERS, bands, surely_agreeing
from mingjian.collision.kernels.shingles import Shingled, normalised
from mingjian.collision.kernels.similar import Alike
from mingjian.engines import Cancelled, EngineError

SIGNS = [chr(0x4E00 + n) for n in range(800)]


def test_how_many_numbers_surely_agree_is_a_quantile():
    from scipy.stats import binom

    for hundredths in range(1, 101):
        assert surely_agreeing(hundredths / 100) == binom.ppf(CHANCE, NUMBERS, hundredths / 100)


def kernel(texts, *, order=None, at_least=Fraction(4, 5), cap=100, length=3, mask=(), blocks=None, beat=None):
    numbers = list(range(len(texts))) if order is None else order
    table = pa.table({
        "_s": pa.array([0] * len(texts), pa.int8()),
        "_n": pa.array(numbers, pa.int64()),
        "_k": pa.array([0 if blocks is None else blocks[n] for n in numbers], pa.int64()),
        "_t": pa.array([texts[n] for n in numbers], pa.string()),
    })  # fmt: skip
    made = Alike(at_least, length, mask, True, cap)(table, beat or (lambda percent: None))
    return sorted((tuple(row.values())[1:] for row in made.to_pylist()), key=repr)


def write(random_, length):
    return "".join(random_.choices(SIGNS, k=length))


def edited(random_, text, share):
    signs = list(text)
    for place in random_.sample(range(len(signs)), round(len(signs) * share)):
        signs[place] = random_.choice(SIGNS)
    return "".join(signs)


@pytest.mark.parametrize(
    ("one", "other", "mask"),
    [
        ("２０２１年３月５日，张三。", "2021年3月5日张三", []),
        ("于2021年3月5日立案", "于2019年12月31日立案", ["dates"]),
        ("二〇二一年三月五日", "二〇一九年十二月三十一日", ["dates"]),
        ("于2021-03-05立案", "于2020/1/1立案", ["dates"]),
        ("赔偿1,000.50元整", "赔偿3万元", ["money"]),
        ("赔偿人民币五千余元", "赔偿二万元", ["money"]),
        ("判处有期徒刑三年六个月", "判处有期徒刑十一年二个月", ["numbers"]),
        ("第12号第3款", "第5号第44款", ["numbers"]),
        ("被告人张三，男。张三盗窃", "被告人欧阳建国，男。欧阳建国盗窃", ["names"]),
        ("原告：李四，被告：王五，李四起诉", "原告：赵一，被告：钱二三，赵一起诉", ["names"]),
        ("张某某殴打李某1", "王某殴打赵某2", ["names"]),
    ],
)
def test_a_mask_makes_templates_equal(one, other, mask):
    made = normalised(pa.array([one, other]), mask).to_pylist()
    assert made[0] == made[1]
    assert made[0]


def test_nothing_is_masked_that_was_not_asked_for():
    text = "2021年3月5日张三赔偿1000元"
    assert normalised(pa.array([text])).to_pylist() == [text]
    assert len(set(normalised(pa.array(["被告人张三，男", "被告人李四，男"])).to_pylist())) == 2


def test_the_signs_of_masks_cannot_be_written():
    assert normalised(pa.array(["①②③④"])).to_pylist() == ["1234"]


def test_hostile_texts():
    long = "啊" * 1_000_000
    mixed = write(random.Random(1), 500_000)
    texts = [
        "",
        "啊啊",
        "啊" * 3,
        long,
        "\x00" * 9,
        "\x00a\x00b\x00c",
        "abc",
        "𠀀😀𠀁𠀂",
        "𠀀𠀁𠀂",
        mixed,
        mixed + "尾",
        "。" * 100,
    ]
    assert sorted(kernel(texts)) == [
        (0, None, None, "short"), (1, None, None, "short"), (2, 3, 1.0, None), (4, None, None, "short"),
        (5, 6, 1.0, None), (7, 8, 1.0, None),
        (9, 10, pytest.approx(1.0, abs=1e-4), None), (11, None, None, "short"),
    ]  # fmt: skip


def test_nothing_gives_nothing():
    assert kernel([]) == kernel([], cap=None) == kernel(["一二三四"]) == []


def test_the_border_is_counted_in_whole_numbers():
    # 7 pieces each, 6 shared, 8 together: exactly 3/4
    one, other = "一二三四五六七八九", "二三四五六七八九十"
    assert kernel([one, other], at_least=Fraction(3, 4)) == [(0, 1, 0.75, None)]
    assert kernel([one, other], at_least=Fraction(750001, 1000000)) == []


def test_the_order_of_rows_changes_nothing():
    random_ = random.Random(2)
    base = [write(random_, 200) for _ in range(40)]
    texts = base + [edited(random_, text, share) for text in base for share in (0, 0.01, 0.03, 0.06)]
    blocks = [random_.randrange(3) for _ in texts]
    for cap in (None, 2, 100):
        expected = kernel(texts, cap=cap, blocks=blocks)
        assert expected
        for _ in range(3):
            order = random_.sample(range(len(texts)), len(texts))
            assert kernel(texts, cap=cap, blocks=blocks, order=order) == expected


def test_ten_thousand_copies_are_one_text():
    random_ = random.Random(3)
    text = write(random_, 300)
    texts = [text] * 10_000 + [edited(random_, text, 0.01)] + [write(random_, 300)]
    made = kernel(texts)
    assert [row for row in made if row[3] is None] == []
    assert [row[0] for row in made if row[3] == "many"] == sorted(range(10_001), key=lambda n: repr((n, None)))
    groups = kernel(texts, cap=None)
    assert len(groups) == 10_001
    assert {row[1] for row in groups} == {0}


def test_a_row_with_few_partners_has_all_its_pairs():
    random_ = random.Random(4)
    base = write(random_, 400)
    ring = [base[at : at + 200] for at in range(0, 100, 5)]
    every = kernel(ring, cap=100, at_least=Fraction(3, 5))
    few = kernel(ring, cap=14, at_least=Fraction(3, 5))
    many = {row[0] for row in few if row[3] == "many"}
    assert 0 < len(many) < len(ring)
    assert [row for row in few if row[3] is None] == [row for row in every if not {row[0], row[1]} <= many]


def test_bands_miss_little_by_calculation():
    for at_least in np.arange(0.4, 1.0001, 0.01):
        count, wide = bands(float(at_least))
        assert (1 - at_least**wide) ** count <= MISSED


@pytest.mark.parametrize("at_least", [Fraction(2, 5), Fraction(1, 2), Fraction(4, 5), Fraction(9, 10)])
def test_no_true_pair_is_missed(at_least):
    random_ = random.Random(5)
    base = [write(random_, random_.randrange(60, 400)) for _ in range(400)]
    texts = base + [edited(random_, text, random_.choice([0.01, 0.02, 0.05, 0.1, 0.2])) for text in base]
    shared, together = Shingled(texts).shared(np.arange(400), np.arange(400, 800), lambda: None)
    true = {(n, n + 400) for n in range(400) if Fraction(int(shared[n]), int(together[n])) >= at_least}
    assert len(true) > 50
    assert {row[:2] for row in kernel(texts, at_least=at_least)} == true


def test_all_pairs_are_those_of_every_text_with_every_other():
    random_ = random.Random(6)
    base = [write(random_, 120) for _ in range(30)]
    texts = base + [edited(random_, text, share) for text in base for share in (0.02, 0.04, 0.08)]
    sets = [{text[at : at + 3] for at in range(len(text) - 2)} for text in texts]
    true = {
        (i, j) for i in range(len(sets)) for j in range(i) if 5 * len(sets[i] & sets[j]) >= 3 * len(sets[i] | sets[j])
    }
    assert {(row[1], row[0]) for row in kernel(texts, at_least=Fraction(3, 5))} == true


def test_it_can_be_stopped():
    def stop(percent):
        raise Cancelled("停", "stop")

    with pytest.raises(Cancelled):
        kernel(["一二三四"], beat=stop)


def test_too_many_characters_are_refused(monkeypatch):
    monkeypatch.setattr("mingjian.collision.kernels.similar.CHARACTERS", 10)
    with pytest.raises(EngineError, match="more than the 10"):
        kernel(["一二三四五六", "一二三四五六"])


def data(*path):
    root = os.environ.get("MINGJIAN_DATA")
    if root is None:
        pytest.skip("MINGJIAN_DATA is not set")
    return Path(root, *path)


def lending_cases():
    lines = [json.loads(line) for line in data("scm", "dev100.jsonl").read_text("utf-8").splitlines()]
    return [line[part] for line in lines for part in "ABC"]


def judgments():
    lines = data("lawsdata995", "criminal_minus.jsonl").read_text("utf-8").splitlines()
    return [max((v for v in json.loads(line).values() if isinstance(v, str)), key=len) for line in lines]


def bank_names():
    with data("fincen", "download_transactions_map.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted({row[column] for row in rows for column in ("originator_bank", "beneficiary_bank")})


@pytest.mark.parametrize(("read", "length"), [(lending_cases, 50), (judgments, 50), (bank_names, 8)])
def test_real_texts_resemble_each_other_exactly(read, length):
    texts = read()
    sets = []
    for text in normalised(pa.array(texts)).to_pylist():
        sets.append({text[at : at + 3] for at in range(len(text) - 2)} if len(text) >= length else set())
    shares = {}
    for i, one in enumerate(sets):
        for j in range(i + 1, len(sets)):
            both = len(one & sets[j])
            if 5 * both >= 2 * (len(one) + len(sets[j]) - both) > 0:
                shares[i, j] = Fraction(both, len(one) + len(sets[j]) - both)
    assert len(shares) > 100
    for at_least in (Fraction(2, 5), Fraction(4, 5)):
        found = {row[:2]: row[2] for row in kernel(texts, at_least=at_least, cap=10_000, length=length) if not row[3]}
        assert found == {pair: float(share) for pair, share in shares.items() if share >= at_least}
