"""Documents with names planted in every place a document has."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from benchmarks.blinding.planting import Entrants, Plant, Planter, entrants
from mingjian.library import shipped_models

__all__ = ["KINDS", "Document", "make"]

_FONTS = [name for name in typst.Fonts().families() if "CJK" in name or "Droid Sans Fallback" in name]
KINDS = ("docx", "pdf", "md", "model") if _FONTS else ("docx", "md", "model")


@dataclass(frozen=True)
class Document:
    """Files of a work that is one document. `red`: the same PDF with what was planted in red."""

    kind: str
    who: Entrants
    files: dict[str, bytes]
    plants: tuple[Plant, ...]
    red: bytes = b""


def make(kind: str, seed: int) -> Document:
    """The same seed, the same document."""
    drawn = random.Random(f"{kind} {seed}")
    planter = Planter(drawn, entrants(drawn))
    return _MAKERS[kind](planter)


def _named(planter: Planter, end: str) -> str:
    """A file name with somebody in it, as entrants write them."""
    word = planter.plant("file name", planter.drawn.choice(["person", "office", "latin"]))
    return f"{planter.drawn.choice(['概述', '监督依据', 'overview'])}-{word}.{end}"


def _docx(planter: Planter) -> Document:
    made, drawn = docx.Document(), planter.drawn
    made.core_properties.author = planter.plant("property", "person")
    made.core_properties.last_modified_by = planter.plant("property", "latin")
    made.core_properties.title = planter.plant("property", "office")
    made.add_heading(f"模型概述（{planter.plant('heading', 'office')}）", 1)
    made.sections[0].header.paragraphs[0].text = planter.sentence("header")
    made.sections[0].footer.paragraphs[0].text = planter.sentence("footer")
    for _ in range(drawn.randint(4, 10)):
        made.add_paragraph(planter.plain())
        paragraph = made.add_paragraph(planter.plain())
        _runs(paragraph, planter.sentence("runs"), drawn)
        if drawn.random() < 0.5:
            made.add_paragraph(planter.sentence("text", broken="\n¦-\n"))
    _table(made, planter)
    _field(made, planter)
    _text_box(made, planter)
    _tracked(made, planter)
    _picture(made, planter)
    out = io.BytesIO()
    made.save(out)
    data = _parts(out.getvalue(), planter)
    return Document("docx", planter.who, {_named(planter, "docx"): data}, tuple(planter.plants))


def _runs(paragraph, text: str, drawn: random.Random) -> None:  # type: ignore[no-untyped-def]  # of python-docx, which has no types
    """A text in runs that end where chance wants."""
    while text:
        cut = drawn.randint(1, 4)
        paragraph.add_run(text[:cut]).bold = drawn.random() < 0.2
        text = text[cut:]


def _table(made, planter: Planter) -> None:  # type: ignore[no-untyped-def]  # of python-docx, which has no types
    table = made.add_table(3, 3)
    table.cell(0, 0).text = "作者"
    table.cell(0, 1).text = planter.plant("cell", "person")
    table.cell(0, 2).text = planter.plant("cell", "office")
    name = planter.drawn.choice([one for one in planter.who.people if len(one) > 2] or [planter.who.office])
    planter.plants.append(Plant(name, "person", "across cells"))
    table.cell(1, 0).text, table.cell(1, 1).text = name[:1], name[1:]
    table.cell(1, 2).text = planter.sentence("cell")
    table.cell(2, 0).merge(table.cell(2, 1)).text = planter.sentence("cell", broken="\n")


def _field(made, planter: Planter) -> None:  # type: ignore[no-untyped-def]  # of python-docx, which has no types
    word = escape(planter.plant("field", "person"))
    paragraph = made.add_paragraph("文件：")
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" AUTHOR "><w:r><w:t>{word}</w:t></w:r></w:fldSimple>')
    )
    word = escape(planter.plant("field", "latin"))
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> FILENAME </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{word}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    ):  # fmt: skip
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def _text_box(made, planter: Planter) -> None:  # type: ignore[no-untyped-def]  # of python-docx, which has no types
    text = planter.sentence("text box")
    alt = escape(planter.plant("alt text", "person"), {'"': "&quot;"})
    runs = "".join(f"<w:r><w:t>{escape(one)}</w:t></w:r>" for one in (text[:3], text[3:]))
    box = f"<w:txbxContent><w:p>{runs}</w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    words = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
    shape = f"<a:graphic><a:graphicData uri='x'>{words}</a:graphicData></a:graphic>"
    new = f'<w:drawing><wp:inline><wp:docPr id="9" name="{alt}"/>{shape}</wp:inline></w:drawing>'
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    run = f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    made.add_paragraph()._p.append(parse_xml(run))


def _tracked(made, planter: Planter) -> None:  # type: ignore[no-untyped-def]  # of python-docx, which has no types
    word = escape(planter.plant("tracked", "person"), {'"': "&quot;"})
    gone, came = escape(planter.sentence("deleted")), escape(planter.sentence("inserted"))
    paragraph = made.add_paragraph("修订：")._p
    paragraph.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="{word}"><w:r><w:delText>{gone}</w:delText></w:r></w:del>')
    )
    paragraph.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="{word}"><w:r><w:t>{came}</w:t></w:r></w:ins>')
    )
    hidden = made.add_paragraph().add_run(planter.sentence("hidden"))
    hidden.font.hidden = True
    content = escape(planter.sentence("control"))
    made.add_paragraph()._p.append(
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t>{content}</w:t></w:r></w:sdtContent></w:sdt>")
    )


def _picture(made, planter: Planter) -> None:  # type: ignore[no-untyped-def]  # of python-docx, which has no types
    made.add_picture(io.BytesIO(picture(planter)))


def picture(planter: Planter) -> bytes:
    """A photograph whose camera says whose it is."""
    image, out = Image.new("RGB", (90, 60), (planter.drawn.randrange(256), 80, 120)), io.BytesIO()
    exif = image.getexif()
    exif[0x013B] = planter.plant("EXIF", "latin")
    exif[0x010E] = planter.plant("EXIF", "office").encode().decode("latin-1")
    image.save(out, "JPEG", exif=exif, comment=planter.plant("picture comment", "person").encode())
    return out.getvalue()


def _parts(data: bytes, planter: Planter) -> bytes:
    """With comments, footnotes and custom properties, which the library that writes the rest does not know."""
    space = nsdecls("w")
    noted, said = escape(planter.sentence("footnote")), escape(planter.sentence("comment"))
    by = escape(planter.plant("comment author", "person"), {'"': "&quot;"})
    custom = escape(planter.plant("custom property", "office"))
    note = f'<w:footnote w:id="1"><w:p><w:r><w:t>{noted}</w:t></w:r></w:p></w:footnote>'
    remark = f'<w:comment w:id="1" w:author="{by}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment>'
    more = {
        "word/footnotes.xml": f"<w:footnotes {space}>{note}</w:footnotes>",
        "word/comments.xml": f"<w:comments {space}>{remark}</w:comments>",
        "docProps/custom.xml": f"<Properties><property><v>{custom}</v></property></Properties>",
        "customXml/item7.xml": f"<x>{custom}</x>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        for name, text in more.items():
            new.writestr(name, text)
    return out.getvalue()


def _pdf(planter: Planter) -> Document:
    drawn = planter.drawn
    lines: list[str] = []

    def planted(place: str, broken: str = "") -> str:
        before = len(planter.plants)
        text = planter.sentence(place, broken=broken)
        word = planter.plants[before].shown
        head, _, tail = text.partition(word)
        return f"{_quoted(head)}#n({_text(word)}){_quoted(tail)}"

    for _ in range(drawn.randint(6, 14)):
        lines.append(_quoted(planter.plain() + planter.plain()) + planted("text", "\n") + _quoted(planter.plain()))
    cells = ", ".join(f"[{planted('cell')}]" for _ in range(4))
    lines.append(f"#table(columns: 2, {cells})")
    fonts = ", ".join(f'"{one}"' for one in _FONTS)
    header, footer = planted("header"), planted("footer")
    title, author = planter.plant("property", "office"), planter.plant("property", "person")

    def compiled(colour: str) -> bytes:
        source = (
            f"#set document(title: {_text(title)}, author: {_text(author)})\n#let n(x) = text(fill: {colour}, x)\n"
            f"#set text(font: ({fonts},), size: 10.5pt)\n#set page(header: [{header}], footer: [{footer}])\n"
            + "\n\n".join(lines)
        )
        data = typst.compile(source.encode())
        assert isinstance(data, bytes)
        return data

    files = {_named(planter, "pdf"): compiled("black")}
    return Document("pdf", planter.who, files, tuple(planter.plants), compiled("red"))


def _text(words: str) -> str:
    """A text in quotes, as typst reads it."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _quoted(words: str) -> str:
    return f"#{_text(words)}" if words else ""


def _md(planter: Planter) -> Document:
    drawn = planter.drawn
    lines = [
        f"---\nauthor: {planter.plant('front matter', 'person')}\n---",
        f"# 概述 {planter.plant('heading', 'office')}",
    ]
    for _ in range(drawn.randint(6, 14)):
        lines += [planter.plain(), planter.sentence("text", broken="\n¦**¦</b>"), planter.plain()]
    lines += [
        f"<!-- {planter.sentence('comment')} -->",
        f"| 作者 | {planter.plant('cell', 'person')} |",
        f"> {planter.sentence('quote')}",
        f"[{planter.plant('link', 'office')}](mailto:{planter.plant('link', 'email')})",
        f"`{planter.plant('code', 'latin')}`",
    ]
    sql = f"-- {planter.sentence('comment')}\nSELECT 1; /* {planter.sentence('comment', broken=chr(10))} */\n"
    python = f"# {planter.sentence('comment')}\n'''{planter.sentence('text')}'''\n{_word(planter)} = 1\n"
    files = {_named(planter, "md"): "\n\n".join(lines).encode(), "查询.sql": sql.encode(), "a.py": python.encode()}
    return Document("md", planter.who, files, tuple(planter.plants))


def _word(planter: Planter) -> str:
    word = planter.plant("identifier", "latin")
    return f"{re.sub('[^A-Za-z]', '_', word)}_rate"


def _model(planter: Planter) -> Document:
    drawn = planter.drawn
    folder = drawn.choice(sorted(shipped_models().values()))
    files = {
        f"model/{one.relative_to(folder).as_posix()}": one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
    text = files["model/model.yaml"].decode()
    lines = text.splitlines()
    for at in sorted(drawn.sample(range(len(lines)), 6), reverse=True):
        lines.insert(at, f"# {_line(planter.sentence('comment'))}")
    text = "\n".join(lines)
    text = text.replace("title: {zh: ", f"title: {{zh: {_line(planter.plant('value', 'office'))}", 1)
    text = re.sub(
        r"(problem:\n  zh: )", lambda one: f"{one[1]}由{_line(planter.plant('value', 'person'))}研发，", text, count=1
    )
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in planter.who.people[0])
    planter.plants.append(Plant(planter.who.people[0], "person", "escaped"))
    text += f"\n# {escaped}\n"
    files["model/model.yaml"] = text.encode()
    files["model/README.md"] = f"# {planter.plant('text', 'office')}\n\n{planter.sentence('text')}\n".encode()
    example = next(name for name in files if name.startswith("model/examples/"))
    files[f"model/examples/{planter.plant('file name', 'latin')}.yaml"] = (
        f"# {_line(planter.sentence('comment'))}\n".encode() + files.pop(example)
    )
    return Document("model", planter.who, files, tuple(planter.plants))


def _line(text: str) -> str:
    return text.replace("\n", "")


_MAKERS: dict[str, Callable[[Planter], Document]] = {"docx": _docx, "pdf": _pdf, "md": _md, "model": _model}
