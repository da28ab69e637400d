"""`/api/evidence`: packs, case files, their checks and papers."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from mingjian.assist.evidence import matrix_page, outline
from mingjian.desk.errors import NotFound, TooLarge
from mingjian.desk.evidence import (
    check_schemas,
    file_schemas,
    filling,
    layers,
    looking,
    pack_schemas,
    packs,
    paper_schemas,
    papers,
)
from mingjian.desk.evidence.files import file_page, find_file, list_files, new_file
from mingjian.desk.evidence.taking import MAX_BYTES, take_in
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable

__all__ = ["router"]

router = Router(tags=["evidence"])
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/evidence/packs", response=pack_schemas.PackList)
def list_packs(request: HttpRequest) -> pack_schemas.PackList:
    """The packs of evidence guidance as the reader's office uses them."""
    return packs.list_packs(_reader(request))


@router.get("/evidence/packs/{pack}", response=pack_schemas.PackPage)
def one_pack(request: HttpRequest, pack: str) -> pack_schemas.PackPage:
    """A pack whole: element, proof point, requirement, source."""
    return packs.pack_page(_reader(request), pack)


@router.get("/evidence/packs/{pack}/layer", response=pack_schemas.LayerPage)
def layer(request: HttpRequest, pack: str) -> pack_schemas.LayerPage:
    """The layer of the reader's office over a pack, with its versions."""
    return layers.layer_page(_reader(request), pack)


@router.get("/evidence/packs/{pack}/versions/{number}")
def layer_version(request: HttpRequest, pack: str, number: int) -> HttpResponse:
    """The text of a version."""
    return HttpResponse(layers.layer_text(_reader(request), pack, number), content_type="text/plain; charset=utf-8")


@router.post("/evidence/packs/{pack}/layer/change", response=pack_schemas.LayerKept)
def change_layer(request: HttpRequest, pack: str, given: pack_schemas.LayerChange) -> pack_schemas.LayerKept:
    """A layer's text changed by a form; nothing is kept yet."""
    return layers.change_layer(_reader(request), pack, given)


@router.put("/evidence/packs/{pack}/layer", response=pack_schemas.LayerKept)
def save_layer(request: HttpRequest, pack: str, given: pack_schemas.LayerText) -> pack_schemas.LayerKept:
    """A layer saved as a version in use; what would loosen is told entry by entry, and then nothing is kept."""
    return layers.save_layer(_reader(request), pack, given)


@router.post("/evidence/packs/{pack}/layer/use", response=pack_schemas.LayerPage)
def use_layer(request: HttpRequest, pack: str, given: pack_schemas.LayerUse) -> pack_schemas.LayerPage:
    """A version used again, or the layer withdrawn."""
    return layers.use_layer(_reader(request), pack, given)


@router.get("/evidence/forms", response=file_schemas.EvidenceForms)
def forms(request: HttpRequest) -> file_schemas.EvidenceForms:
    """The forms of records, and what is chosen from."""
    return packs.evidence_forms(_reader(request))


@router.get("/evidence/files", response=file_schemas.CaseFileList)
def list_(request: HttpRequest, query: Query[file_schemas.CaseFileQuery]) -> file_schemas.CaseFileList:
    """Case files the user sees, those changed last first."""
    return list_files(user_of(request), query)


@router.post("/evidence/files", response=file_schemas.CaseFilePage)
def make(request: HttpRequest, given: file_schemas.NewCaseFile) -> file_schemas.CaseFilePage:
    """A case file without records, for a clue or a case or of its own."""
    user = user_of(request)
    return file_page(user, new_file(user, given).pk)


@router.post("/evidence/files/upload", response=file_schemas.CaseFileKept)
def upload(
    request: HttpRequest, file: File[UploadedFile], line: Form[str] = "", clue: Form[str] = "",
    case: Form[int | None] = None,
) -> file_schemas.CaseFileKept:  # fmt: skip
    """A case file of an upload; where something is wrong with it, all of it is told and nothing is kept."""
    user = user_of(request)
    if not packs.may_make(user):
        raise NotFound
    if (file.size or 0) > MAX_BYTES:
        raise TooLarge("文件超过 20 MB", "the file is larger than 20 MB", "file")
    if not all(map(storable, (line, clue, file.name or ""))):
        raise NotFound
    return take_in(user, file.name or "", file.read(), line, clue, case)


@router.get("/evidence/files/{number}", response=file_schemas.CaseFilePage)
def one(request: HttpRequest, number: int) -> file_schemas.CaseFilePage:
    """A case file with its records and its history."""
    return file_page(user_of(request), number)


@router.put("/evidence/files/{number}", response=file_schemas.CaseFileKept)
def head(request: HttpRequest, number: int, given: file_schemas.CaseFileHead) -> file_schemas.CaseFileKept:
    """Title, charges, stage, day of the check, facts."""
    return filling.edit_head(user_of(request), number, given)


@router.post("/evidence/files/{number}/records", response=file_schemas.CaseFileKept)
def put_in(request: HttpRequest, number: int, given: file_schemas.CaseFileRecord) -> file_schemas.CaseFileKept:
    """A record added or changed."""
    return filling.put_in(user_of(request), number, given)


@router.post("/evidence/files/{number}/papers", response=paper_schemas.PapersTold)
def read_papers(request: HttpRequest, number: int, file: File[UploadedFile]) -> paper_schemas.PapersTold:
    """What uploaded papers tell, with the words of every value; nothing is kept."""
    user = user_of(request)
    if (file.size or 0) > MAX_BYTES:
        raise TooLarge("文件超过 20 MB", "the file is larger than 20 MB", "file")
    if not storable(file.name or ""):
        raise NotFound
    return papers.papers_told(user, number, file.name or "", file.read())


@router.post("/evidence/files/{number}/confirmed", response=file_schemas.CaseFileKept)
def put_confirmed(
    request: HttpRequest, number: int, given: paper_schemas.CaseFileConfirmed
) -> file_schemas.CaseFileKept:
    """Records of papers put in, as one edit."""
    return papers.confirm(user_of(request), number, given)


@router.post("/evidence/files/{number}/remove", response=file_schemas.CaseFileKept)
def take_out(request: HttpRequest, number: int, given: file_schemas.CaseFileRemoval) -> file_schemas.CaseFileKept:
    """A record removed."""
    return filling.take_out(user_of(request), number, given)


@router.post("/evidence/files/{number}/aside", response=file_schemas.CaseFileKept)
def aside(request: HttpRequest, number: int, given: file_schemas.SettingAside) -> file_schemas.CaseFileKept:
    """A finding set aside with a reason, or counting again."""
    return filling.put_aside(user_of(request), number, given)


@router.post("/evidence/files/{number}/act", response=file_schemas.CaseFilePage)
def act(request: HttpRequest, number: int, given: file_schemas.CaseFileAct) -> file_schemas.CaseFilePage:
    """The last edit taken back or made again; the file put away or fetched back."""
    user = user_of(request)
    filling.act_on_file(user, number, given)
    return file_page(user, number)


@router.get("/evidence/files/{number}/check", response=check_schemas.CheckPage)
def check(request: HttpRequest, number: int, query: Query[check_schemas.CheckQuery]) -> check_schemas.CheckPage:
    """What is missing, what does not agree, what speaks for the suspect, what is new and gone."""
    return looking.check_page(user_of(request), number, query)


@router.get("/evidence/files/{number}/views", response=check_schemas.FileViews)
def views(request: HttpRequest, number: int) -> check_schemas.FileViews:
    """Timeline and relations."""
    return looking.file_views(user_of(request), number)


@router.get("/evidence/files/{number}/text")
def text(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it is kept: `case.yaml`."""
    user = user_of(request)
    found = find_file(user, number)
    return _handed(user, number, found.text.encode(), "text/plain; charset=utf-8", f"{found.title}.yaml")


@router.put("/evidence/files/{number}/text", response=file_schemas.CaseFileKept)
def put_text(request: HttpRequest, number: int, given: file_schemas.CaseFileText) -> file_schemas.CaseFileKept:
    """The whole file given as text."""
    return filling.edit_text(user_of(request), number, given)


@router.get("/evidence/files/{number}/outline")
def word(request: HttpRequest, number: int, lang: Literal["zh", "en"] = "zh") -> HttpResponse:
    """The outline of supplementary investigation as Word, a draft."""
    user = user_of(request)
    found = find_file(user, number)
    name = f"{found.title}-{'补充侦查提纲' if lang == 'zh' else 'outline'}.docx"
    return _handed(user, number, outline(looking.report_of(found), lang), _WORD, name)


@router.get("/evidence/files/{number}/matrix")
def matrix(request: HttpRequest, number: int) -> HttpResponse:
    """The matrix as one page to be read offline and printed."""
    user = user_of(request)
    found = find_file(user, number)
    page = matrix_page(looking.report_of(found))
    return _handed(user, number, page.encode(), "text/html; charset=utf-8", f"{found.title}.html")


def _reader(request: HttpRequest) -> User:
    """Packs name nobody: whoever sees models reads them."""
    user = user_of(request)
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    return user


def _handed(user: User, number: int, data: bytes, kind: str, name: str) -> HttpResponse:
    """A file handed out; that it left the desk is written down."""
    trace(user.username, "evidence.take", str(number), file=name)
    response = HttpResponse(data, content_type=kind)
    fallback = "file." + name.rsplit(".", 1)[-1]
    response.headers["Content-Disposition"] = f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name)}"
    return response
