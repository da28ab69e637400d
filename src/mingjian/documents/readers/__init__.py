"""Files with judgments in them → texts: txt, docx, html, pdf with a text layer, and jsonl with one record a document.

Scanned images hold no text to point to and are refused by name.
"""

from mingjian.documents.readers.document import Document, DocumentError
from mingjian.documents.readers.files import SUFFIXES, read_documents

__all__ = ["SUFFIXES", "Document", "DocumentError", "read_documents"]
