"""Words, in both languages, for the codes of repairs and reasons that checkers and cleaners answer."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    # why an identifier cannot be used
    "checksum": ("校验码不符", "check digit wrong"),
    "birth_date": ("出生日期不合理", "birth date impossible"),
    "masked": ("被遮盖", "masked"),
    "excel_damaged": ("被电子表格损坏（科学计数法或末三位变为000）", "damaged by a spreadsheet"),
    "placeholder": ("占位号码", "placeholder"),
    "length": ("位数不符", "wrong length"),
    "characters": ("含不允许的字符", "characters not allowed"),
    "form": ("格式不符", "form not recognised"),
    # why a value could not be read
    "not_a_date": ("不是日期", "not a date"),
    "no_such_day": ("历法上没有这一天", "no such day"),
    "two_digit_year": ("年份只有两位", "year of two digits"),
    "roc_year": ("民国纪年", "year of the Republic of China calendar"),
    "out_of_range": ("超出合理范围", "out of the plausible range"),
    "not_a_month": ("不是月份", "not a month"),
    "not_a_number": ("不是数字", "not a number"),
    "not_whole": ("不是整数", "not a whole number"),
    "too_fine": ("金额小于一分的部分", "fractions of a fen"),
    "not_a_boolean": ("不是是/否", "neither yes nor no"),
    "unknown_code": ("代码表中没有", "not in the code list"),
    "ambiguous_code": ("名称对应多个代码", "name of several codes"),
    "foreign_currency": ("外币", "foreign currency"),
    # why there is no value though something was written
    "nothing": ("表示没有的字样", "a word for nothing"),
    "open": ("长期、至今等，期限未止", "open ended"),
    "default_date": ("系统默认日期", "default date of a system"),
    # what was changed
    "fullwidth": ("全角转半角", "full width to half"),
    "case": ("大小写", "case"),
    "spaces": ("去除空格", "spaces removed"),
    "apostrophe": ("去除前导撇号", "leading apostrophe removed"),
    "decimal_tail": ("去除末尾的.0", "trailing .0 removed"),
    "digits15": ("15位升18位", "15 digits to 18"),
    "brackets": ("括号统一", "brackets unified"),
    "zeros": ("去除序号前的零", "leading zeros removed"),
    "punctuation": ("标点统一", "punctuation unified"),
    "prefix": ("去除前缀", "prefix removed"),
    "suffix": ("补足“号”字", "the closing 号 added"),
    "registration": ("旧工商注册号", "former registration number"),
    "organisation": ("旧组织机构代码", "former organisation code"),
    "tax_number": ("旧税务登记号", "former tax number"),
    "control": ("去除控制字符", "control characters removed"),
    "converted": ("换算为标准写法", "rewritten in standard form"),
    "label": ("由名称译为代码", "label to code"),
    "truncated": ("取前六位", "first six digits taken"),
    "not_in_list": ("保留原文，代码表中没有", "kept as delivered, not in the list"),
}


def word(code: str, lang: str = "zh") -> str:
    """The words for a repair or reason; several joined by `+` are told one after the other."""
    index = 1 if lang == "en" else 0
    return ("; " if index else "；").join(REASONS.get(one, (one, one))[index] for one in code.split("+"))
