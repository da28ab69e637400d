"""The name of an offence as a judgment prints it."""

from __future__ import annotations

import re

# 掩饰、隐瞒犯罪所得、犯罪所得收益罪 holds 犯罪 twice; names hold 、 and sometimes brackets.
CHARGE = (
    r"(?!罪)(?:[^，。；：（）犯]|犯罪(?=所得|集团|的违法)|（[^）]{1,8}）){2,40}?罪(?!所得|收益|嫌|行|犯|名|的|证)"
)
CRIME = re.compile(rf"犯(?P<charge>{CHARGE})")
AS_CRIME = re.compile(rf"以(?P<charge>{CHARGE})(?=(?:，|并)?(?:分别|依法)?(?:判处|对|免|追究|处|定罪))")
