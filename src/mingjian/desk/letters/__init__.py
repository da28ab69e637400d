"""Supervision documents 监督文书: what they say, as Word and as PDF. Knows no database and no HTTP.

fields = draft(kind, office="…", model=model, clues=sentences, contact="…")
to_docx(fields)                          # bytes of a Word file, from our template
to_docx(fields, template=own)            # from an office's own
to_pdf(fields, "草稿", watermark="…")     # bytes of a PDF; make_pdf also tells of missing fonts
blank(kind)                              # our template, for an office to change
check_template(own, kind).problems       # all that is wrong with an uploaded one, in both languages

`draft(…, lang="en")` with `to_pdf(…, lang="en")` is the English for reading along.
"""

from mingjian.desk.letters.blank import blank
from mingjian.desk.letters.check import Checked, check_template
from mingjian.desk.letters.draft import draft
from mingjian.desk.letters.fields import BasisLine, LetterFields
from mingjian.desk.letters.kinds import Kind, kind_of, number_text
from mingjian.desk.letters.pdf import Pdf, make_pdf, to_pdf
from mingjian.desk.letters.render import to_docx
from mingjian.desk.letters.sandbox import TemplateProblem, TemplateRefused
from mingjian.desk.letters.sheet import Sheet, sheet, sheet_pdf

__all__ = [
    "BasisLine",
    "Checked",
    "Kind",
    "LetterFields",
    "Pdf",
    "Sheet",
    "TemplateProblem",
    "TemplateRefused",
    "blank",
    "check_template",
    "draft",
    "kind_of",
    "make_pdf",
    "number_text",
    "sheet",
    "sheet_pdf",
    "to_docx",
    "to_pdf",
]
