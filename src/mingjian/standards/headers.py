"""Headers as agencies print them, folded so that equal meanings become equal texts."""

from __future__ import annotations

import re
from functools import lru_cache

from mingjian.standards.text import squeeze, to_half

_REMOVE = re.compile(r"[\s_\-:：*＊#【】\[\]“”\"'·.。、/\\]+")


@lru_cache(maxsize=8192)  # the same few headers are compared with every column
def fold_header(header: str) -> str:
    """`＊ 身份证号 ：` and `身份证号` are one header: half width, lower case, without spaces and marks.

    Brackets stay as half-width ones, because `金额(万元)` is not `金额`.
    """
    return _REMOVE.sub("", squeeze(to_half(header))).lower()
