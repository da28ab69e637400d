"""Uploaded templates: what is refused, how it is told, and that a refused one is never evaluated."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from mingjian.desk.letters import Checked, TemplateRefused, blank, check_template, to_docx
from mingjian.desk.letters.check import made_up
from mingjian.desk.letters.package import MAX_BYTES
from mingjian.desk.letters.sandbox import NAMES
from mingjian.models.enumerations import DocumentKind

SUGGESTION = DocumentKind.SUGGESTION
PLAIN = ("{{ number }} {{ to }} {{ signed_on }}", "{%p for one in facts %}", "{{ one }}", "{%p endfor %}", "{{ asks }}")


def _check(data: bytes) -> Checked:
    return check_template(data, SUGGESTION)


def _with(data: bytes, **parts: bytes | str) -> bytes:
    """The package with these parts changed or added; `__` in a name is `/`, `_dot_` a point."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        named = {name.replace("__", "/").replace("_dot_", "."): one for name, one in parts.items()}
        for one in old.namelist():
            new.writestr(one, named.pop(one, old.read(one)))
        for name, one in named.items():
            new.writestr(name, one)
    return made.getvalue()


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name).decode()


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_our_own_templates_pass(kind: DocumentKind, lang: str) -> None:
    checked = check_template(blank(kind, "zh" if lang == "zh" else "en"), kind)
    assert checked == Checked()


def test_a_plain_template_of_an_office_passes(template: Callable[..., bytes]) -> None:
    assert _check(template(*PLAIN)) == Checked()


def test_what_a_template_leaves_out_is_told_but_not_refused(template: Callable[..., bytes]) -> None:
    checked = _check(template("{{ facts }} {{ asks }}"))
    assert checked.usable
    assert [one.en for one in checked.warnings] == [
        "the template does not use 'number'", "the template does not use 'to'", "the template does not use 'signed_on'",
    ]  # fmt: skip


def test_all_unknown_names_are_told_at_once_with_the_nearest(template: Callable[..., bytes]) -> None:
    problems = _check(template("{{ offise }}", "{{ sigend_on }}", "{% if numbr %}x{% endif %}")).problems
    assert [one.en for one in problems] == [
        "there is nothing called 'offise'; did you mean 'office'",
        "there is nothing called 'sigend_on'; did you mean 'signed_on'",
        "there is nothing called 'numbr'; did you mean 'number'",
    ]
    assert problems[0].zh == "没有名为“offise”的内容；是否想写“office”"
    assert {one.part for one in problems} == {"word/document.xml"}


ATTACKS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ office.__class__ }}",
    "{{ office['x'] }}",
    "{{ lipsum() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ 'x' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ office | safe }}",
    "{{ office | attr('x') }}",
    "{% set x = 1 %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro x() %}{% endmacro %}",
    "{% autoescape false %}{{ office }}{% endautoescape %}",
    "{% for a in range(99999999) %}x{% endfor %}",
    "{% for a in office %}x{% endfor %}",
    "{% for a in facts recursive %}{{ loop(facts) }}{% endfor %}",
    "{% for a in facts %}{% for b in facts %}x{% endfor %}{% endfor %}",
    "{% for office in facts %}x{% endfor %}",
    "{% for a, b in facts %}x{% endfor %}",
    "{{ loop.index }}",
    "{% for a in facts %}{{ loop.previtem }}{% endfor %}",
    "{{ office ~ number }}",
    "{{ (office, number) }}",
    "{{ office if number else to }}",
    "{{ office is defined }}",
    "{% if %}",
    "{{ office",
    "{% for a in facts %}",
    "{{ " + "(" * 3000 + "office" + ")" * 3000 + " }}",
    "{{r office }}",
    "{{p office }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_tags_are_refused_by_the_check(attack: str, template: Callable[..., bytes]) -> None:
    problems = _check(template(*PLAIN, attack)).problems
    assert problems
    assert all(one.zh and one.en for one in problems)


@pytest.mark.parametrize("attack", ATTACKS[:23])
def test_hostile_tags_are_refused_without_the_check_too(attack: str, template: Callable[..., bytes]) -> None:
    with pytest.raises(TemplateRefused):
        to_docx(made_up(SUGGESTION), template=template(attack))


def test_tags_in_a_footer_and_in_the_properties_are_looked_at(template: Callable[..., bytes]) -> None:
    given = blank(SUGGESTION)
    footer = next(name for name in zipfile.ZipFile(io.BytesIO(given)).namelist() if name.startswith("word/footer"))
    changed = _part(given, footer).replace("— ", "{{ lipsum() }}", 1)
    assert [one.part for one in _check(_with(given, **{footer: changed})).problems] == [footer]
    core = _part(given, "docProps/core.xml").replace("检察建议书", "{{ lipsum() }}")
    assert [one.part for one in _check(_with(given, **{"docProps/core.xml": core})).problems] == [
        "docProps/core.xml title"
    ]


def test_what_is_no_word_document_is_refused() -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("a.txt", "a")
    whole = blank(SUGGESTION)
    for data in (b"", b"PK\x03\x04", b"%PDF-1.7", empty.getvalue(), whole[: len(whole) // 2]):
        assert [one.en for one in _check(data).problems] == ["this is not a Word document (.docx)"]
    assert [one.en for one in _check(b"0" * (MAX_BYTES + 1)).problems] == ["the file is larger than 5 MB"]


def _rels(data: bytes, relation: str) -> bytes:
    name = "word/_rels/document.xml.rels"
    return _with(data, **{name: _part(data, name).replace("</Relationships>", f"{relation}</Relationships>")})


def _body(data: bytes, xml: str) -> bytes:
    name = "word/document.xml"
    return _with(data, **{name: _part(data, name).replace("<w:sectPr", f"{xml}<w:sectPr", 1)})


def _type(kind: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"


def _field(text: str) -> str:
    return f"<w:p><w:r><w:instrText>{text}</w:instrText></w:r></w:p>"


PACKAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "macros": (lambda given: _with(given, word__vbaProject_dot_bin=b"x"), "macros"),
    "an object": (lambda given: _with(given, word__embeddings__oleObject1_dot_xml=b"<a/>"), "macros"),
    "a control": (lambda given: _with(given, word__activeX__activeX1_dot_xml=b"<a/>"), "macros"),
    "a macro type": (
        lambda given: _with(given, **{"[Content_Types].xml": _part(given, "[Content_Types].xml").replace(
            "wordprocessingml.document.main+xml", "document.macroEnabled.main+xml")}),
        "macros",
    ),
    "a picture elsewhere": (
        lambda given: _rels(given, f'<Relationship Id="r9" Type="{_type("image")}" Target="http://x.test/a.png" '
                                   'TargetMode="External"/>'),
        "refers to something outside: 'http://x.test/a.png'",
    ),
    "a template elsewhere": (
        lambda given: _rels(given, f'<Relationship Id="r9" Type="{_type("attachedTemplate")}" '
                                   'Target="file:///c:/x.dotm" TargetMode="External"/>'),
        "refers to something outside",
    ),
    "a chunk": (
        lambda given: _rels(given, f'<Relationship Id="r9" Type="{_type("aFChunk")}" Target="a.html"/>'),
        "macros",
    ),
    "a DDE field": (lambda given: _body(given, _field("DDEAUTO c:\\\\x.exe")), "not 'DDEAUTO'"),
    "a field in pieces": (
        lambda given: _body(given, "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r>"
                                   "<w:r><w:instrText>PICTURE x</w:instrText></w:r></w:p>"),
        "not 'INCLUDEPICTURE'",
    ),
    "a simple field": (lambda given: _body(given, '<w:p><w:fldSimple w:instr="LINK x"/></w:p>'), "not 'LINK'"),
    "an entity": (
        lambda given: _with(given, **{"word/settings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "no proper XML",
    ),
    "broken XML": (lambda given: _with(given, **{"word/styles.xml": "<a>"}), "no proper XML"),
    "a path upwards": (lambda given: _with(given, **{"../evil.xml": "<a/>"}), "improper path"),
    "a bomb": (lambda given: _with(given, **{"word/media/a.png": bytes(40_000_000)}), "holds too much"),
    "a bomb of XML": (lambda given: _with(given, **{"word/a.xml": b"<a>" + b" " * 4_000_000 + b"</a>"}), "too large"),
    "many parts": (
        lambda given: _with(given, **{f"word/{number}.png": b"" for number in range(400)}),
        "holds too much",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_hostile_packages_are_refused(name: str) -> None:
    change, told = PACKAGES[name]
    problems = _check(change(blank(SUGGESTION))).problems
    assert any(told in one.en for one in problems), problems


def test_every_name_of_a_tag_is_in_our_templates_or_told_of_elsewhere() -> None:
    given = _part(blank(SUGGESTION), "word/document.xml")
    assert {name for name in NAMES if name not in given} == {"about"}
