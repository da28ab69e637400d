"""A Word file written from nothing: text, headings, tables, pictures, and no property, id or time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from mingjian.contest.blinding.archive import zipped
from mingjian.contest.blinding.written import Block, Cell, Image, Paragraph, Run, Story, Table

__all__ = ["write_word"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" '
    'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDE, _EMU = 5_400_000, 9_525
"""A picture's width at most (15 cm), and a pixel, in the unit of drawings."""
_TWIPS = 8_300
"""Width of a table."""


def write_word(stories: Sequence[Story]) -> bytes:
    """The stories one after the other: the body, and what stood in headers, footers and notes at its end."""
    writer = _Writer()
    body = "".join(writer.story(one) for one in stories)
    spaces = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:a="{_A}"'
    document = f"{_HEAD}<w:document {spaces}><w:body>{body}{_PAGE}</w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": _types().encode(),
            "_rels/.rels": _relations([("rId1", f"{_R}/officeDocument", "word/document.xml")]).encode(),
            "word/document.xml": document.encode(),
            "word/styles.xml": _styles().encode(),
            "word/_rels/document.xml.rels": _relations(writer.relations()).encode(),
            **{f"word/media/{name}": data for name, data in writer.media.items()},
        }
    )


class _Writer:
    def __init__(self) -> None:
        self.media: dict[str, bytes] = {}

    def relations(self) -> list[tuple[str, str, str]]:
        styles = [("rId1", f"{_R}/styles", "styles.xml")]
        return styles + [(f"rPic{at}", f"{_R}/image", f"media/{name}") for at, name in enumerate(self.media, 1)]

    def story(self, story: Story) -> str:
        head = [Paragraph([Run(f"〔{story.titles[0]}〕", bold=True)])] if story.titles[0] else []
        return self.blocks([*head, *story.blocks])

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(self.paragraph(one) if isinstance(one, Paragraph) else self.table(one) for one in blocks)

    def paragraph(self, one: Paragraph) -> str:
        style = f'<w:pStyle w:val="H{one.level}"/>' if one.level else ""
        centred = '<w:jc w:val="center"/>' if one.centred else ""
        set_ = f"<w:pPr>{style}{centred}</w:pPr>" if style or centred else ""
        return f"<w:p>{set_}{''.join(self.item(item) for item in _merged(one.items))}</w:p>"

    def item(self, item: Run | Image) -> str:
        if isinstance(item, Run):
            return _run(item)
        return _run(Run("〔图片〕")) if item.written is None else self.image(*item.written)

    def image(self, data: bytes, kind: str, width: int, height: int) -> str:
        self.media[f"{len(self.media) + 1}.{kind}"] = data
        at = len(self.media)
        wide = min(width * _EMU, _WIDE)
        high = max(1, wide * height // width)
        size = f'cx="{wide}" cy="{high}"'
        return (
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}"><wp:extent {size}/><wp:docPr id="{at}" name="{at}"/>'
            f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr>'
            f'<pic:cNvPr id="{at}" name="{at}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="rPic{at}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def table(self, one: Table) -> str:
        columns = max((sum(cell.across for cell in row) for row in one.rows), default=1)
        grid = f'<w:gridCol w:w="{_TWIPS // columns}"/>' * columns
        rows = "".join(f"<w:tr>{''.join(self.cell(cell) for cell in row)}</w:tr>" for row in one.rows)
        looks = f'<w:tblPr><w:tblW w:w="{_TWIPS}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"

    def cell(self, cell: Cell) -> str:
        across = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        below = "<w:vMerge/>" if cell.below else ""
        inner = self.blocks(cell.blocks)
        end = "" if inner.endswith(("</w:p>", "<w:p/>")) else "<w:p/>"
        return f"<w:tc><w:tcPr>{across}{below}</w:tcPr>{inner}{end}</w:tc>"


def _merged(items: Iterable[Run | Image]) -> list[Run | Image]:
    """Runs of one look joined: where runs ended tells how the author typed, and how long a name was."""
    out: list[Run | Image] = []
    for item in items:
        last = out[-1] if out else None
        if isinstance(item, Run) and not item.text:
            continue
        if isinstance(item, Run) and isinstance(last, Run) and (last.bold, last.italic) == (item.bold, item.italic):
            out[-1] = Run(last.text + item.text, item.bold, item.italic)
        else:
            out.append(item)
    return out


def _run(run: Run) -> str:
    look = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    inner = ""
    for piece in run.text.replace("\r", "").split("\n"):
        words = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(one)}</w:t>' if one else "" for one in piece.split("\t")
        )
        inner += ("<w:br/>" if inner else "") + (words or ("" if inner else "<w:t/>"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>"


def _types() -> str:
    package = "application/vnd.openxmlformats-package.relationships+xml"
    kinds = (("rels", package), ("xml", "application/xml"), ("png", "image/png"), ("jpg", "image/jpeg"))
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    usual = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in kinds)
    own = (("document", "document.main"), ("styles", "styles"))
    named = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>' for name, kind in own)
    return f'{_HEAD}<Types xmlns="{_P}/content-types">{usual}{named}</Types>'


def _relations(listed: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in listed)
    return f'{_HEAD}<Relationships xmlns="{_P}/relationships">{inner}</Relationships>'


def _styles() -> str:
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{36 - 3 * level}"/></w:rPr></w:style>'
        for level in range(1, 7)
    )
    usual = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
    )
    return f'{_HEAD}<w:styles xmlns:w="{_W}">{usual}{heads}</w:styles>'
