"""Charges and penalties as code lists."""

from mingjian.standards import codes


def test_a_charge_is_found_with_and_without_its_last_character() -> None:
    assert codes("charges").find("盗窃") == ["盗窃罪"]
    assert codes("charges").find("盗窃罪") == ["盗窃罪"]
    assert codes("charges").find("偷窃罪") == []


def test_chapters_follow_the_special_part() -> None:
    listed = codes("charges")
    chapters = {name: listed[name].attributes["chapter"] for name in ("放火罪", "合同诈骗罪", "盗窃罪", "受贿罪")}
    assert chapters == {"放火罪": 2, "合同诈骗罪": 3, "盗窃罪": 5, "受贿罪": 8}


def test_penalties_are_rows_with_their_days() -> None:
    rows = [row for row in codes("charge_penalties").rows() if row["charge"] == "危险驾驶罪"]
    assert [(str(row["valid_from"]), row["valid_to"], row["fine_rule"]) for row in rows] == [
        ("2011-05-01", None, "must")
    ]
    assert not any(row["allows_fixed_term"] for row in rows)
