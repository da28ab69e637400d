"""An office's own templates: checked, approved by a second person, inherited, kept by what was signed with them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from pypdf import PdfReader

from mingjian.desk.cases.filing import filed
from mingjian.desk.cases.letters import act_on_letter, draft_letter
from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.cases.printing import letter_file, letter_sheet
from mingjian.desk.cases.schemas import LetterAct
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.letters import blank, check_template
from mingjian.desk.offices.models import Office
from mingjian.desk.offices.roles import Role
from mingjian.desk.stationery import services
from mingjian.desk.stationery.models import LetterTemplate, TemplateState
from mingjian.desk.stationery.schemas import TemplateAct
from mingjian.desk.traces.models import Trace
from mingjian.models.enumerations import DocumentKind

pytestmark = pytest.mark.usefixtures("clues")
KIND = DocumentKind.PUBLIC_INTEREST_SUGGESTION
LINES = ("{{ mark }}", "{{ office }}", "{{ number }}", "致：{{ to }}", "{%p for one in facts %}", "{{ one }}",
         "{%p endfor %}", "{{ asks }}", "{{ signed_on }}")  # fmt: skip


def word(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "承办", "{{ contact }}"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_of(data):
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def pdf_text(data):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


@pytest.fixture
def head(user):
    return user("head", Role.HEAD)


@pytest.fixture
def chief(user):
    return user("chief", Role.CHIEF)


def own(by, other, *lines, kind=KIND):
    """A version that is in use."""
    made = services.upload(by, kind.value, "zh", "own.docx", word(*LINES, *lines), "")
    assert made.kept, made.problems
    one = LetterTemplate.objects.order_by("-id")[0]
    services.act(other, one.pk, TemplateAct(action="approve"))
    one.refresh_from_db()
    return one


def test_all_errors_are_told_at_once_with_their_paragraph_and_the_nearest_name(head):
    data = word("{{ office }}", "事实：{{ fact }}", "无误", "{{ sigend_on }} {{ offise }}", "又：{{ fact }}")
    made = services.upload(head, KIND.value, "zh", "a.docx", data, "")
    assert not made.kept
    assert [(one.paragraph, one.zh) for one in made.problems] == [
        (2, "没有名为“fact”的内容；是否想写“facts”"), (5, "没有名为“fact”的内容；是否想写“facts”"),
        (4, "没有名为“sigend_on”的内容；是否想写“signed_on”"), (4, "没有名为“offise”的内容；是否想写“office”"),
    ]  # fmt: skip
    assert made.problems[0].says == "事实：{{ fact }}"
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(
    ("lines", "where"), [(("{{ office }}", "{{ to"), 2), (("{{ office }}", "{% for a in facts %}", "{{ a }}"), 2),
                         (("x", "y", "{% if %}z{% endif %}"), 3)]
)  # fmt: skip
def test_a_tag_that_cannot_be_read_is_found(lines, where):
    problems = check_template(word(*lines), KIND).problems
    assert {one.paragraph for one in problems} == {where}


def test_a_version_comes_into_use_when_a_second_person_approves_it(head, chief, user):
    services.upload(head, KIND.value, "zh", "own.docx", word(*LINES), "改版")
    one = LetterTemplate.objects.get()
    assert one.state == TemplateState.PROPOSED
    with pytest.raises(BadRequest):
        services.act(head, one.pk, TemplateAct(action="approve"))
    with pytest.raises(BadRequest):
        services.act(user("p", Role.PROSECUTOR), one.pk, TemplateAct(action="approve"))
    with pytest.raises(BadRequest, match="say why"):
        services.act(chief, one.pk, TemplateAct(action="refuse"))
    shown = services.act(chief, one.pk, TemplateAct(action="approve"))
    kind = next(kind for kind in shown.kinds if kind.kind.code == KIND.value)
    assert (kind.source, kind.number, kind.versions[0].state.code) == ("own", 1, "in_use")
    assert list(Trace.objects.filter(action__startswith="template.").values_list("action", flat=True)) == [
        "template.upload", "template.approve"
    ]  # fmt: skip


def test_the_same_file_twice_and_roles_that_may_not(head, user):
    services.upload(head, KIND.value, "zh", "own.docx", word(*LINES), "")
    with pytest.raises(Conflict):
        services.upload(head, KIND.value, "zh", "own.docx", bytes(LetterTemplate.objects.get().data), "")
    with pytest.raises(BadRequest):
        services.upload(user("p", Role.PROSECUTOR), KIND.value, "zh", "b.docx", word(*LINES, "b"), "")
    for role in (Role.SYSTEM_ADMIN, Role.DATA_OFFICER):
        with pytest.raises(NotFound):
            services.page(user(role.value, role), "zh")


def test_versions_are_kept_and_one_can_go_back(head, chief):
    first, second = own(head, chief, "甲版"), own(head, chief, "乙版")
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("former", "in_use", 2)
    services.act(head, first.pk, TemplateAct(action="use", why="新版有误"))
    assert services.template_in_use(head.office, KIND).pk == first.pk
    services.act(head, first.pk, TemplateAct(action="withdraw", why="改用内置"))
    assert services.template_in_use(head.office, KIND) is None


def test_an_office_without_its_own_takes_the_one_above(head, chief, user):
    one = own(head, chief)
    county = Office.objects.get(code="340102")
    assert services.template_in_use(county, KIND).pk == one.pk
    assert services.template_in_use(Office.objects.get(code="340202"), KIND) is None
    below = user("below", Role.HEAD, office="340102")
    kind = next(one for one in services.page(below, "zh").kinds if one.kind.code == KIND.value)
    assert (kind.source, kind.office.code, kind.versions) == ("above", "340100", [])
    assert services.file_of(below, one.pk).pk == one.pk  # may be read by those who use it
    with pytest.raises(NotFound):
        services.act(below, one.pk, TemplateAct(action="withdraw", why="x"))
    with pytest.raises(NotFound):
        services.file_of(user("o", Role.CHIEF, office="340200"), one.pk)


def test_what_was_signed_keeps_its_template(head, chief, user):
    own(head, chief, "甲版印章处")
    holder = user("holder", Role.PROSECUTOR)
    filed(clue=Clue.objects.filter(office__code="340102")[0], user=holder, why="x")
    letter = draft_letter(holder, Case.objects.get(), KIND.value)
    for who, action in ((holder, "submit"), (chief, "sign")):
        version = Letter.objects.get().version
        act_on_letter(who, letter.pk, LetterAct(action=action, version=version))
    own(head, chief, "乙版印章处")
    data = letter_file(holder, letter.pk, "docx").data
    assert "甲版印章处" in text_of(data)
    assert "乙版" not in text_of(data)
    read = pdf_text(letter_file(holder, letter.pk, "pdf").data)
    assert "甲版印章处" in read, "the PDF follows the office's template"
    assert "承办" in read
    assert Letter.objects.get().number in read
    shown = letter_sheet(holder, letter.pk)
    assert shown.template.zh == "甲市院模板第1版"
    second = draft_letter(holder, Case.objects.get(), KIND.value)
    assert "乙版印章处" in text_of(letter_file(holder, second.pk, "docx").data)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_previews_are_of_a_made_up_case_and_say_so(head, chief, form):
    one = own(head, chief, "本院专用")
    read = text_of if form == "docx" else pdf_text
    for number in (None, one.pk):
        said = read(services.preview(head, KIND.value, "zh", form, number))
        assert "样稿" in said
        assert "本院专用" in said
    assert "本院专用" not in read(services.preview(head, "correction", "zh", form))
    assert services.start(head, KIND.value, "zh") == blank(KIND)


def test_pictures_are_told_to_be_left_out_of_the_screen_and_the_pdf(head, chief):
    from mingjian.desk.letters import sheet

    document = Document()
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d"
        "49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(png))
    document.add_paragraph("甲", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    assert "pictures" in sheet(buffer.getvalue()).left_out


def test_over_http(head, chief, client_of):
    client = client_of(head)
    sent = client.post(f"/api/letter-templates/{KIND.value}", {"file": SimpleUploadedFile("甲.docx", word(*LINES))})
    assert sent.json()["kept"]
    number = LetterTemplate.objects.get().pk
    done = client_of(chief).post(
        f"/api/template-versions/{number}/act", {"action": "approve"}, content_type="application/json"
    )
    assert done.status_code == 200
    answer = client.get(f"/api/template-versions/{number}/file")
    assert answer.content == word(*LINES) or answer.content.startswith(b"PK")
    for path in ("start", "preview"):
        assert client.get(f"/api/letter-templates/{KIND.value}/{path}").status_code == 200
        assert client.get(f"/api/letter-templates/nothing/{path}").status_code == 404
    macro = SimpleUploadedFile("x.docx", b"PK\x03\x04nothing")
    assert not client.post(f"/api/letter-templates/{KIND.value}", {"file": macro}).json()["kept"]
