"""similar: the same text again."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
from pydantic import Field as Option

from mingjian.collision.expressions import Side, Typed, conjuncts
from mingjian.collision.kernels.similar import Alike
from mingjian.collision.operators.base import Binder, Bound, Change, Context, Operator
from mingjian.collision.operators.keys import Keys, bind_keys
from mingjian.collision.operators.names import new_names
from mingjian.collision.operators.options import Expr, On
from mingjian.collision.operators.paired import Compared, Paired, paired_sides
from mingjian.collision.operators.shape import join_shape
from mingjian.collision.operators.sided import of_side, side_path, text_of_side
from mingjian.collision.operators.similar_groups import ADDED, Grouped
from mingjian.collision.operators.thresholds import number, whole
from mingjian.collision.relation import Field
from mingjian.engines import Kind

__all__ = ["Similar"]

LIMIT = 200_000
AT_LEAST, SHORTEST, CAP = Fraction(4, 5), 50, 100
LEAST, LONGEST, DECIMALS = Fraction(2, 5), 1_000_000, 6

Mask = Literal["numbers", "dates", "money", "names"]
Masks = Annotated[tuple[Mask, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)]


class Similar(Operator):
    """Pairs rows whose texts resemble each other by at least ``at_least`` (0.8 unless given, 0.4 to 1).

    What is compared are the sets of all pieces of three characters, after width, case, spaces and punctuation are made
    one: the pieces two texts share, divided by those they have together (Jaccard), counted in whole numbers, so that
    the border is in and exact. ``similarity`` is added. With one input its rows are paired among themselves, each pair
    once, as ``one`` and ``other`` (by row number). ``by``: only rows equal in these columns. ``where`` narrows pairs.
    ``mask`` puts one sign for all ``numbers``, ``dates``, sums of ``money`` or ``names`` (those after 被告人, 原告 and
    the like, and 张某): templates filled in differently then resemble each other. Masks go by the look of the text.

    ``keep: groups`` (one input) gives a row for each row that has a similar one: ``group`` (the smallest row number of
    the group), ``size``, ``similarity`` to that first row. A group holds what is connected by similar pairs, so that a
    row may resemble the first less than ``at_least``.

    Candidates: pairs are counted that MinHash (128 numbers, fixed seed) brings together. No pair given is false. Of
    true pairs at the border at most about 1 in 10 000 is missed by calculation, fewer above it; of 48 000 true pairs
    made by changing 0.5–20 % of the characters, at borders of 0.4, 0.5, 0.8 and 0.9, none was. What lies below
    ``at_least`` is not sought: one character in fifty changed at random leaves a similarity of about 0.9, one in twenty
    0.76, one in ten 0.58.

    Keys: rows with a missing or unusable key in ``by`` are undetermined. Nulls: rows without a text, and rows with less
    than ``least_length`` characters (``short``; 50 unless given) are undetermined, and pairs for which ``where`` is
    unknown. A row that resembles more than ``cap`` others (100 unless given; of two inputs a row of the first) is
    undetermined (``many``), and pairs of two such rows are not given; every other row has all its pairs. Groups need
    no cap. Limit: 200 000 texts and 400 million characters of both inputs. Witness: the two rows; in groups the row
    and, as ``….first``, the first of its group.

    中文：文本相似度不低于 at_least（不写为 0.8，可取 0.4 至 1）的两行成对。先统一全半角、大小写，去掉空格和标点，再比
    较全部三字片段：共有片段数除以合计片段数，按整数精确计算，正好等于界限的也算；增加 similarity。只有一个输入时在其
    内部两两比较，每对一次，记作 one 和 other。by 只比较这些列相等的行；where 为成对条件。mask 把数字、日期、金额、人
    名各换成同一符号，用于发现套用模板的文书；遮盖只凭文字样式判断。keep: groups（一个输入）给出有相似文本的每一
    行：group（组内最小行号）、size（组内行数）、similarity（与组内第一行的相似度）；同组是指经相似文本相连，与第一行
    的相似度可以低于 at_least。候选由 MinHash 产生（种子固定），给出的每一对都经逐一核算，不会误报；恰在界限上的漏失按
    计算不超过约万分之一，越相似越少；以 0.4、0.5、0.8、0.9 为界，改动 0.5%–20% 文字生成的四万八千对中实测无漏失。低
    于 at_least 的不查找：随机改动五十分之一的字，相似度约 0.9，二十分之一约 0.76，十分之一约 0.58。文本缺失、不
    足 least_length 字（short，不写为 50）、条件未知的记为“不确定”；与超过 cap 行（不写为 100）相似的行记为“不确
    定”（many），两行都如此的对不列出，其余各行的对是完整的。上限：两个输入合计 20 万份文本、4 亿字。佐证为成对的两
    行；groups 为本行及所在组的第一行。

    example: {similar: judgments, text: full_text, at_least: 0.8, by: [court], mask: [names, dates], least_length: 200}
    """

    verb: ClassVar[str] = "similar"
    title: ClassVar[tuple[str, str]] = ("文本相似", "Similar texts")
    change: ClassVar[Change] = "global"
    inputs: ClassVar[tuple[int, int]] = (1, 2)

    text: str | dict[str, str] = Option(
        description="文本列；两个输入可各写 the column of the text, or one for each input: {a: column, b: column}"
    )
    at_least: Expr | None = Option(default=None, description="最低相似度，默认 0.8 lowest similarity, 0.8 by default")
    by: On | None = Option(default=None, description="只在这些列相等的行之间比较 only rows equal in these columns")
    mask: Masks = Option(
        default=(),
        description="遮盖 numbers、dates、money、names what is taken for one and the same: numbers, dates, …",
    )
    least_length: Expr | None = Option(
        default=None, description="最少字数，默认 50 fewest characters that are compared, 50 by default"
    )
    where: Expr | None = Option(default=None, description="成对条件 condition on a pair")
    cap: Expr | None = Option(
        default=None, description="一行最多与多少行相似，默认 100 most rows that one may resemble, 100 by default"
    )
    keep: Literal["pairs", "groups"] = Option(
        default="pairs", description="pairs 每一对，groups 每一行及其所在组 every pair, or every row with its group"
    )

    def bind(self, name: str, sides: tuple[Side, ...], context: Context) -> Bound:
        binder = Binder(self, sides, context)
        binder.sides = paired_sides(sides)
        keys = bind_keys(binder, self.by, "by") if self.by else Keys(())
        texts = [self._text(binder, place) for place in range(len(sides))]
        least = self._least(binder)
        length = whole(binder, self.least_length, "least_length", 3, LONGEST) or SHORTEST
        cap = whole(binder, self.cap, "cap", 1, LIMIT) or CAP
        where = None
        if self.where is not None:
            where = binder.expression(self.where, binder.scope(equal=keys.equal), ("where",), Kind.BOOLEAN)
        if self.keep == "groups":
            self._groups(binder, sides)
        else:
            new_names(binder, ["similarity"], join_shape(binder.sides, keys.equal).origin, "text")
        binder.finish()
        grouped = self.keep == "groups"
        work = Alike(least, length, self.mask, len(sides) == 1, None if grouped else cap)
        compared = Compared(
            tuple({"_t": text} for text in texts if text), {"_t": "VARCHAR"}, work, LIMIT, ("文本", "texts")
        )
        if grouped:
            return Grouped(name, sides[0], keys.left, compared)
        measure = Field("similarity", Kind.DECIMAL, False)
        return Paired(name, sides, keys, tuple(conjuncts(where)), compared, measure)

    def _text(self, binder: Binder, place: int) -> Typed | None:
        """The text of one input as side 0."""
        path = side_path(binder, self.text, "text", place)
        return text_of_side(binder, of_side(binder, self.text, "text", place), place, path)

    def _least(self, binder: Binder) -> Fraction:
        given = number(binder, self.at_least, "at_least")
        if given is None:
            return AT_LEAST
        least = Fraction(given)
        if not LEAST <= least <= 1 or least * 10**DECIMALS % 1:
            binder.problem(
                "at_least 应在 0.4 至 1 之间，最多六位小数",
                "'at_least' is from 0.4 to 1, of six decimals at most",
                ("at_least",),
            )
        return least

    def _groups(self, binder: Binder, sides: tuple[Side, ...]) -> None:
        if len(sides) != 1:
            binder.problem("keep: groups 只用于一个输入", "'keep: groups' is for one input", ("keep",))
        for option in ("where", "cap"):
            if getattr(self, option) is not None:
                binder.problem(f"keep: groups 不用 {option}", f"'keep: groups' takes no {option!r}", (option,))
        new_names(binder, [field.name for field in ADDED], sides[0].relation, "text")
