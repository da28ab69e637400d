"""`/api/workshop`."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.errors import NotFound, TooLarge
from mingjian.desk.offices.login import user_of
from mingjian.desk.workshop import editing
from mingjian.desk.workshop.data_cases import case_of_row
from mingjian.desk.workshop.data_looks import data_page, look_at_data
from mingjian.desk.workshop.data_schemas import CaseOfRow, DataLookPage, NewDataLook
from mingjian.desk.workshop.drafts import act_on_draft, make_draft, may_build, take_in
from mingjian.desk.workshop.folders import MAX_WHOLE, read_folder
from mingjian.desk.workshop.looking import explain_draft, preview_draft, run_cases
from mingjian.desk.workshop.palette import palette_for
from mingjian.desk.workshop.schemas import (
    DraftAct,
    DraftList,
    DraftPage,
    DraftQuery,
    Explained,
    FileText,
    NewDraft,
    NewEdit,
    NewPaste,
    NewText,
    Palette,
    PreviewInfo,
    PreviewQuery,
    ReadAloud,
    TestInfo,
    Versioned,
)
from mingjian.desk.workshop.services import draft_file, draft_page, list_drafts, text_of

__all__ = ["router"]

router = Router(tags=["workshop"])


@router.get("/workshop/palette", response=Palette)
def palette(request: HttpRequest) -> Palette:
    """What models are made of: operators as forms, standards, functions; and the models that may be copied."""
    return palette_for(user_of(request))


@router.get("/workshop/drafts", response=DraftList)
def list_(request: HttpRequest, query: Query[DraftQuery]) -> DraftList:
    """Drafts the user sees, those changed last first."""
    return list_drafts(user_of(request), query)


@router.post("/workshop/drafts", response=DraftPage)
def make(request: HttpRequest, given: NewDraft) -> DraftPage:
    """A new draft of the user's office: from nothing, or a copy of a model that ships."""
    user = user_of(request)
    return draft_page(user, make_draft(user, given).pk)


@router.post("/workshop/drafts/upload", response=DraftPage)
def upload(request: HttpRequest, file: File[UploadedFile]) -> DraftPage:
    """A new draft of a model file, or of a ZIP of a model folder."""
    user = user_of(request)
    if not may_build(user):
        raise NotFound
    if (file.size or 0) > MAX_WHOLE:
        raise TooLarge("文件超过 2 MB", "the file is larger than 2 MB", "file")
    return draft_page(user, take_in(user, read_folder(file.name or "", file.read())).pk)


@router.get("/workshop/drafts/{number}", response=DraftPage)
def one(request: HttpRequest, number: int) -> DraftPage:
    """A draft: the parts of its model with their places, columns, mistakes, warnings, history."""
    return draft_page(user_of(request), number)


@router.post("/workshop/drafts/{number}/edits", response=DraftPage)
def edit(request: HttpRequest, number: int, given: NewEdit) -> DraftPage:
    """Make an edit on the version that was seen."""
    user = user_of(request)
    editing.edit(user, number, given)
    return draft_page(user, number)


@router.post("/workshop/drafts/{number}/paste", response=DraftPage)
def paste(request: HttpRequest, number: int, given: NewPaste) -> DraftPage:
    """Put a step of a draft into this one."""
    user = user_of(request)
    editing.paste(user, number, given)
    return draft_page(user, number)


@router.post("/workshop/drafts/{number}/undo", response=DraftPage)
def undo(request: HttpRequest, number: int, given: Versioned) -> DraftPage:
    """Take the last edit back, to the byte."""
    user = user_of(request)
    editing.undo(user, number, given)
    return draft_page(user, number)


@router.post("/workshop/drafts/{number}/redo", response=DraftPage)
def redo(request: HttpRequest, number: int, given: Versioned) -> DraftPage:
    """Make the edit that was undone last once more."""
    user = user_of(request)
    editing.redo(user, number, given)
    return draft_page(user, number)


@router.post("/workshop/drafts/{number}/act", response=DraftPage)
def act(request: HttpRequest, number: int, given: DraftAct) -> DraftPage:
    """The owner closes it, opens it again, names who may edit."""
    user = user_of(request)
    act_on_draft(user, number, given)
    return draft_page(user, number)


@router.post("/workshop/drafts/{number}/preview", response=PreviewInfo)
def preview(request: HttpRequest, number: int, given: PreviewQuery) -> PreviewInfo:
    """Rows and counts at every step over the draft's own examples."""
    return preview_draft(user_of(request), number, given)


@router.get("/workshop/drafts/{number}/data", response=DataLookPage)
def data(request: HttpRequest, number: int) -> DataLookPage:
    """The reader's last look at the draft over the data, and the job of one that is on its way."""
    return data_page(user_of(request), number)


@router.post("/workshop/drafts/{number}/data", response=DataLookPage)
def look_at(request: HttpRequest, number: int, given: NewDataLook) -> DataLookPage:
    """Look at the draft over the newest data as soon as a worker is free."""
    user = user_of(request)
    look_at_data(user, number, given)
    return data_page(user, number)


@router.post("/workshop/drafts/{number}/cases", response=DraftPage)
def case(request: HttpRequest, number: int, given: CaseOfRow) -> DraftPage:
    """Make a row of such a look a case of the examples, with invented identities."""
    user = user_of(request)
    case_of_row(user, number, given)
    return draft_page(user, number)


@router.post("/workshop/drafts/{number}/test", response=TestInfo)
def test(request: HttpRequest, number: int) -> TestInfo:
    """Run the examples."""
    return run_cases(user_of(request), number)


@router.post("/workshop/drafts/{number}/explain", response=Explained)
def explain(request: HttpRequest, number: int, given: ReadAloud) -> Explained:
    """The model read aloud."""
    return explain_draft(user_of(request), number, given)


@router.get("/workshop/drafts/{number}/file")
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The folder as a ZIP."""
    name, data = draft_file(user_of(request), number)
    response = HttpResponse(data, content_type="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename=\"model.zip\"; filename*=UTF-8''{quote(name)}"
    return response


@router.put("/workshop/drafts/{number}/file", response=DraftPage)
def put_file(request: HttpRequest, number: int, given: NewText) -> DraftPage:
    """A file given as text."""
    user = user_of(request)
    editing.edit_text(user, number, given)
    return draft_page(user, number)


@router.get("/workshop/drafts/{number}/text", response=FileText)
def text(request: HttpRequest, number: int, name: str = "model.yaml") -> FileText:
    """A file as text."""
    return text_of(user_of(request), number, name)
