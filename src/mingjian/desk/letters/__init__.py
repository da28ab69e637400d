"""Supervision documents 监督文书: what they say, as Word and as PDF. Knows no database and no HTTP.

fields = draft(kind, office="…", model=model, clues=sentences, contact="…")
to_docx(fields)                 # bytes of a Word file
to_pdf(fields, mark="草稿")      # bytes of a PDF
"""

from mingjian.desk.letters.draft import draft
from mingjian.desk.letters.fields import BasisLine, LetterFields
from mingjian.desk.letters.kinds import Kind, kind_of, number_text
from mingjian.desk.letters.pdf import to_pdf
from mingjian.desk.letters.word import to_docx

__all__ = ["BasisLine", "Kind", "LetterFields", "draft", "kind_of", "number_text", "to_docx", "to_pdf"]
