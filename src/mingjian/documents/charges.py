"""The name of an offence as a judgment prints it."""

from __future__ import annotations

import re

# Names hold 、 and sometimes brackets; 侵犯著作权罪, 掩饰、隐瞒犯罪所得罪 and 包庇毒品犯罪分子罪 hold 犯 and 罪 inside.
CHARGE = (
    r"(?!罪|涉嫌|有)(?:[^，。；：（）犯]|侵犯|犯罪(?=所得|分子|集团|活动|方法|的违法|收益|嫌疑人(?:脱逃|逃避))|（[^）]{1,8}）){2,40}?罪"
    r"(?!所得|收益|嫌|行|犯|名|分子|集团|活动|方法|的(?!有期|拘役)|证)"
)
CRIME = re.compile(rf"犯(?P<charge>{CHARGE})")
