"""Word files: read, names replaced across runs and cells, written anew."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.contest.blinding.pictures import written_anew
from mingjian.contest.blinding.sheet import FileSheet
from mingjian.contest.blinding.word_reading import NotUnderstood, read_word
from mingjian.contest.blinding.word_writing import write_word
from mingjian.contest.blinding.written import Block, Image, Leaves, Paragraph, Run

__all__ = ["blind_word"]

_LEFT: dict[str, tuple[bool, str, str]] = {
    "comments": (False, "批注", "comments"),
    "custom": (False, "自定义数据", "custom XML"),
    "embedded": (True, "嵌入的文件或控件", "embedded files or controls"),
    "chart": (True, "图表（请另附图片）", "charts (ask for a picture of them)"),
    "diagram": (True, "SmartArt 图示（请另附图片）", "diagrams (ask for a picture of them)"),
    "macros": (False, "宏", "macros"),
    "thumbnail": (False, "缩略图", "a thumbnail"),
    "deleted": (False, "修订中已删除的内容", "what tracked changes deleted"),
    "hidden": (False, "隐藏文字", "hidden text"),
    "fields": (False, "作者、文件名等域", "fields of author, file name and the like"),
    "formula": (False, "公式（只留文字）", "formulas (their text alone is there)"),
    "symbol": (False, "符号字体的字符（以□代替）", "signs of symbol fonts (shown as □)"),
    "picture": (True, "找不到或过大的图片", "pictures that are not there or too large"),
    "shape": (False, "没有文字的图形", "shapes without text"),
}
"""What a Word file held and the copy does not: whether a judge misses something by it, and what it is."""


def blind_word(data: bytes, page: FileSheet) -> bytes | None:
    """A docx without names and without anything that is not understood; None for what cannot be read."""
    try:
        file = read_word(data)
    except (NotUnderstood, RecursionError, MemoryError):
        page.leave("unreadable", "docx 文件损坏或无法理解", "a docx that is damaged or not understood")
        return None
    for number, story in enumerate(file.stories):
        for at, image in enumerate(_images(story.blocks), 1):
            _image(image, f"{story.titles[0]}图{at}", page)
        leaves = Leaves(story)
        hits = page.hits(leaves.text, leaves.place, story=str(number))
        leaves.replace([(one.start, one.end, one.words) for one in hits])
    for what, count in sorted(file.left.items()):
        serious, zh, en = _LEFT.get(what, (True, f"不认识的内容（{what}）", f"what is not understood ({what})"))
        page.leave(what, f"{zh}，{count} 处，未放入匿名版", f"{en}, {count}: not in the blind copy", serious=serious)
    return write_word(file.stories)


def _image(image: Image, place: str, page: FileSheet) -> None:
    written = written_anew(image.data)
    if written is None:
        page.leave("picture", "无法读取的图片（如 EMF、WMF）", "a picture that cannot be read (EMF or WMF, say)", place)
    elif page.picture(place, (written.width, written.height), written.data):
        image.written = (written.data, written.kind, written.width, written.height)


def _images(blocks: list[Block]) -> Iterator[Image]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (item for item in block.items if not isinstance(item, Run))
        else:
            for row in block.rows:
                for cell in row:
                    yield from _images(cell.blocks)
