"""Selective charges find the name they select from."""

import pytest

from mingjian.law import charges, full_charge


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("盗窃罪", "盗窃罪"),
        ("贩卖毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("贩卖、运输毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("运输毒品罪", "走私、贩卖、运输、制造毒品罪"),
        ("掩饰、隐瞒犯罪所得罪", "掩饰、隐瞒犯罪所得、犯罪所得收益罪"),
        ("窝藏罪", "窝藏、包庇罪"),
        ("容留卖淫罪", "引诱、容留、介绍卖淫罪"),
        ("销售有毒有害食品罪", "生产、销售有毒、有害食品罪"),
        ("虚开增值税专用发票罪", "虚开增值税专用发票、用于骗取出口退税、抵扣税款发票罪"),
        ("非法持有枪支罪", "非法持有、私藏枪支、弹药罪"),
        ("销售假药罪", "生产、销售、提供假药罪"),
        ("拒不执行判决罪", "拒不执行判决、裁定罪"),
        ("骗取贷款罪", "骗取贷款、票据承兑、金融票证罪"),
        ("伪造国家机关印章罪", "伪造、变造、买卖国家机关公文、证件、印章罪"),
        ("偷东西罪", None),
    ],
)
def test_full_names(printed, full):
    found = full_charge(printed)
    assert (found.name if found else None) == full


def test_listed_names_are_their_own():
    assert all(full_charge(name) is one for name, one in charges().items())
