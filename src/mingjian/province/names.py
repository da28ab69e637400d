"""Invented names: surnames with their real frequencies, given names put together by sex and generation.

The combinations are random; that some living person bears one of them is as unavoidable as homonyms are wanted.
"""

from __future__ import annotations

import numpy as np

from mingjian.province.chance import Rng, chosen, happens
from mingjian.province.clock import Ints

_SURNAMES = (
    "王72 李71 张68 刘54 陈46 杨31 赵23 黄22 周21 吴20 徐17 孙15 胡13 朱13 高12 林12 何12 郭11 马11 罗9 梁8 宋8 郑8 "
    "谢7 韩7 唐7 冯6 于6 董6 萧5 程5 曹5 袁5 邓5 许5 傅5 沈4 曾4 彭4 吕4 苏4 卢4 蒋4 蔡4 贾3 丁3 魏3 薛3 "
    "叶3 阎3 余3 潘3 杜3 戴3 夏3 钟3 汪6 田3 任3 姜3 范3 方5 石3 姚3 谭2 廖2 邹2 熊2 金3 陆2 郝2 孔2 "
    "白2 崔2 康2 毛2 邱2 秦2 江3 史2 顾2 侯2 邵2 孟2 龙2 万2 段2 雷2 钱2 汤2 尹2 黎1 易1 常1 武1 乔1 "
    "贺1 赖1 龚1 文1 欧阳1 司马1 上官1 诸葛1 "
)
_MALE = (
    "伟强军磊勇杰涛明超亮刚平辉鹏华飞波斌宇浩凯健俊帆龙兵峰东海洋成林松柏国建志文庆宏德荣贵福兴发根生"
    "祥春良富才金水木长永正新家学宗先"
)
_FEMALE = (
    "芳娜敏静丽艳娟霞燕玲婷丹雪慧莹洁颖琳萍红梅兰英秀珍凤琴云莲桂香菊花翠玉淑美月巧素爱荣华春秋冬彩银"
    "惠贤青芬蓉倩怡欣佳梦瑶"
)
_MIDDLE = "小晓志建国文玉明春海永金德世家子天一思雨俊雅可佳梓浩宇欣佩正光兴孝守克立传敬维广学绍义道本良为如显章亚洪"
_MINORITY_FIRST = ("阿依古丽", "买买提", "古丽娜尔", "艾力", "热孜万", "扎西", "卓玛", "吐尔逊", "帕提古丽", "木沙")
_MINORITY_LAST = ("阿布都拉", "吐尔地", "依明", "卡德尔", "达瓦", "玉素甫", "尼牙孜", "热合曼")

_PAIRS = [(item.rstrip("0123456789"), int("".join(c for c in item if c.isdigit()))) for item in _SURNAMES.split()]
SURNAMES: tuple[str, ...] = tuple(name for name, _ in _PAIRS)


def invent(rng: Rng, male: Ints) -> tuple[Ints, list[str]]:
    """A name for each person: (index of the name, the distinct names).

    About one in seven given names is a single character; two in a thousand names are of a minority form with ``·``.
    """
    n = len(male)
    surname = chosen(rng, [weight for _, weight in _PAIRS], n).astype(np.int64)
    middle = rng.integers(0, len(_MIDDLE), n)
    middle = np.where(happens(rng, 0.14, n), len(_MIDDLE), middle)
    # skewed choice: some characters are far more usual, which is what makes homonyms
    last = np.where(
        male == 1,
        (rng.random(n) ** 1.5 * len(_MALE)).astype(np.int64),
        (rng.random(n) ** 1.5 * len(_FEMALE)).astype(np.int64) + 100,
    )
    key = (surname * 100 + middle) * 200 + last
    minority = happens(rng, 0.002, n)
    first_m = rng.integers(0, len(_MINORITY_FIRST), n)
    last_m = rng.integers(0, len(_MINORITY_LAST), n)
    key = np.where(minority, -1 - (first_m * 100 + last_m), key)
    distinct, index = np.unique(key, return_inverse=True)
    return index.astype(np.int32), [_spell(int(k)) for k in distinct]


def _spell(key: int) -> str:
    if key < 0:
        first, last = divmod(-1 - key, 100)
        return f"{_MINORITY_FIRST[first]}·{_MINORITY_LAST[last]}"
    rest, last = divmod(key, 200)
    surname, middle = divmod(rest, 100)
    end = _FEMALE[last - 100] if last >= 100 else _MALE[last]
    return SURNAMES[surname] + (_MIDDLE[middle] if middle < len(_MIDDLE) else "") + end
