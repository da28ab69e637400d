"""`/api/data`: deliveries, datasets, quarantine."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from mingjian.desk.data import quarantine as rows
from mingjian.desk.data.dataset_schemas import (
    DatasetList,
    DatasetPage,
    DatasetQuery,
    DeclareGiven,
    Destroy,
    RetentionGiven,
    SamplePage,
)
from mingjian.desk.data.datasets import dataset_page, declare, list_datasets, mine, set_retention
from mingjian.desk.data.delivery_schemas import (
    MappingGiven,
    OnUpload,
    PlanQuery,
    StandardInfo,
    UploadedAs,
    UploadInfo,
    UploadList,
    UploadPage,
    UploadQuery,
)
from mingjian.desk.data.destroying import destroy
from mingjian.desk.data.hashed import sample
from mingjian.desk.data.importing import start_import
from mingjian.desk.data.mapping import list_standards, page, save
from mingjian.desk.data.quarantine_schemas import (
    Deliver,
    Dismiss,
    Dismissed,
    Mend,
    QuarantineList,
    QuarantineQuery,
    QuarantineRow,
    Reopen,
    Reveal,
)
from mingjian.desk.data.receiving import discard, list_uploads, receive, upload_info
from mingjian.desk.data.words import may_see
from mingjian.desk.errors import NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["data"])


@router.get("/data/datasets", response=DatasetList)
def datasets(request: HttpRequest) -> DatasetList:
    """All datasets, and the standards of which nothing was delivered."""
    return list_datasets(user_of(request))


@router.get("/data/standards", response=list[StandardInfo])
def standards(request: HttpRequest) -> list[StandardInfo]:
    """All canonical datasets."""
    if not may_see(user_of(request)):
        raise NotFound
    return list_standards()


@router.get("/data/uploads", response=UploadList)
def uploads(request: HttpRequest, query: Query[UploadQuery]) -> UploadList:
    """Deliveries the user sees, newest first."""
    return list_uploads(user_of(request), query)


@router.post("/data/uploads", response=UploadInfo)
def upload(request: HttpRequest, query: Query[UploadedAs]) -> UploadInfo:
    """Take a file in: its bytes are the body of the request, its name is asked for."""
    announced = request.headers.get("Content-Length", "")
    size = int(announced) if announced.isdecimal() else 0
    return upload_info(receive(user_of(request), query.name, request.read, size))


@router.get("/data/uploads/{number}", response=UploadPage)
def one_upload(request: HttpRequest, number: int, query: Query[PlanQuery]) -> UploadPage:
    """A delivery with its mapping: suggested, remembered or chosen."""
    return page(user_of(request), number, query)


@router.put("/data/uploads/{number}/mapping", response=UploadPage)
def mapping(request: HttpRequest, number: int, given: MappingGiven) -> UploadPage:
    """Keep a mapping; the answer tells all that is wrong with it."""
    return save(user_of(request), number, given)


@router.post("/data/uploads/{number}/import", response=UploadInfo)
def import_(request: HttpRequest, number: int, given: OnUpload) -> UploadInfo:
    """Import a mapped delivery as soon as a worker is free."""
    return upload_info(start_import(user_of(request), number, given.version))


@router.post("/data/uploads/{number}/discard", response=UploadInfo)
def discard_(request: HttpRequest, number: int, given: OnUpload) -> UploadInfo:
    """Give a delivery up; its bytes are removed."""
    return upload_info(discard(user_of(request), number, given.version))


@router.get("/data/datasets/{dataset}", response=DatasetPage)
def dataset_(request: HttpRequest, dataset: str, query: Query[DatasetQuery]) -> DatasetPage:
    """One dataset: versions, quality, coverage, who uses it, what is left of what was destroyed."""
    return dataset_page(user_of(request), dataset, query.version)


@router.get("/data/datasets/{dataset}/sample", response=SamplePage)
def sample_(request: HttpRequest, dataset: str) -> SamplePage:
    """A few people of a dataset by keyed hashes, for modellers without clearance."""
    return sample(user_of(request), dataset)


@router.post("/data/datasets/{dataset}/coverage", response=DatasetPage)
def coverage(request: HttpRequest, dataset: str, given: DeclareGiven) -> DatasetPage:
    """Declare what the newest version is complete for."""
    return declare(user_of(request), dataset, given)


@router.put("/data/datasets/{dataset}/retention", response=DatasetPage)
def retention(request: HttpRequest, dataset: str, given: RetentionGiven) -> DatasetPage:
    """Say until when a dataset may be kept."""
    return set_retention(user_of(request), dataset, given)


@router.post("/data/datasets/{dataset}/destroy", response=DatasetPage)
def destroy_(request: HttpRequest, dataset: str, given: Destroy) -> DatasetPage:
    """Destroy versions; hashes and a certificate are left."""
    user = user_of(request)
    destroy(user, mine(user, dataset), given)
    return dataset_page(user, dataset, None)


@router.get("/data/datasets/{dataset}/certificates/{version}")
def certificate(request: HttpRequest, dataset: str, version: int) -> HttpResponse:
    """The certificate of a destroyed version, as it stands in the lake."""
    user = user_of(request)
    if not may_see(user):
        raise NotFound
    shown = dataset_page(user, dataset, version)
    found = next((one for one in shown.certificates if one.number == version), None)
    kept = the_lake().certificate(next(one for one in the_lake().versions(dataset) if one.number == version))
    if found is None or kept is None:
        raise NotFound
    body = json.dumps(kept.model_dump(mode="json"), ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{dataset}-{version}-destroyed.json"'
    return answer


@router.get("/data/datasets/{dataset}/quarantine", response=QuarantineList)
def quarantine(request: HttpRequest, dataset: str, query: Query[QuarantineQuery]) -> QuarantineList:
    """Records of a version that were not accepted, masked by the reader's clearance."""
    return rows.list_rows(user_of(request), dataset, query)


@router.post("/data/datasets/{dataset}/quarantine/mend", response=QuarantineRow)
def mend(request: HttpRequest, dataset: str, given: Mend) -> QuarantineRow:
    """Write new cells of a record; it waits until it is delivered."""
    return rows.mend(user_of(request), dataset, given)


@router.post("/data/datasets/{dataset}/quarantine/reveal", response=QuarantineRow)
def reveal(request: HttpRequest, dataset: str, given: Reveal) -> QuarantineRow:
    """A record without masks; logged with the reason."""
    return rows.reveal(user_of(request), dataset, given)


@router.post("/data/datasets/{dataset}/quarantine/dismiss", response=Dismissed)
def dismiss(request: HttpRequest, dataset: str, given: Dismiss) -> Dismissed:
    """Leave records as they are, for a reason."""
    return Dismissed(count=rows.dismiss(user_of(request), dataset, given))


@router.post("/data/datasets/{dataset}/quarantine/reopen", response=Dismissed)
def reopen(request: HttpRequest, dataset: str, given: Reopen) -> Dismissed:
    """Take a decision on a record back."""
    rows.reopen(user_of(request), dataset, given)
    return Dismissed(count=1)


@router.post("/data/datasets/{dataset}/quarantine/deliver", response=UploadInfo)
def deliver(request: HttpRequest, dataset: str, given: Deliver) -> UploadInfo:
    """Deliver all mended records of a version, as a job."""
    return upload_info(rows.deliver(user_of(request), dataset, given.version))
