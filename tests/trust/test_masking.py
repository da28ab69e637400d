"""Masking hides what is above the clearance and nothing else."""

import pytest

from mingjian.trust.masking import mask


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("340102199001011234", "person_id", "3401************34"),
        ("张三丰", "person_name", "张**"),
        ("欧阳明", "person_name", "欧阳*"),
        ("李", "person_name", "*"),
        ("13812345678", "phone", "138****5678"),
        ("1990-01-01", "date", "1990-**-**"),
        ("癫痫", None, "＊＊＊"),
        (None, "person_id", None),
    ],
)
def test_mask(value: str | None, kind: str | None, shown: str | None) -> None:
    assert mask(value, kind, level=3, clearance=1) == shown
    assert mask(value, kind, level=3, clearance=3) == value
