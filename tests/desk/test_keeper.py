"""Rounds behind the screens: what a delivery corrects reaches the desk although nothing was run since."""

from __future__ import annotations

from desk_parts import load, write_files

from mingjian.desk.clues.models import Clue
from mingjian.desk.keeper import Keeper


def test_a_correction_without_a_run_marks_the_clues(own_lake, offices, tmp_path):
    keeper = Keeper()
    keeper._round(own_lake)
    assert Clue.objects.count() == 12
    assert not Clue.objects.filter(touched=True).exists()
    write_files(tmp_path / "corrected", months=5)
    load(own_lake, tmp_path / "corrected")
    keeper._round(own_lake)
    assert Clue.objects.filter(touched=True).exists()
