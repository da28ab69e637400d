"""The lake 数据湖: immutable, content-addressed dataset versions on disk; knows no model."""

from mingjian.lake.coverage import Coverage, Declaration, covered, region_prefix
from mingjian.lake.destruction import Certificate
from mingjian.lake.digesting import file_ref, part
from mingjian.lake.errors import LakeDamaged, LakeError, Problem
from mingjian.lake.files import write_atomic, write_new
from mingjian.lake.lake import Lake
from mingjian.lake.locking import Staged
from mingjian.lake.manifest import (
    ColumnQuality,
    Counts,
    FileRef,
    Manifest,
    Part,
    Schema,
    Source,
    StoredColumn,
    StoredSubject,
    SubjectPart,
)
from mingjian.lake.rows import row_hash_sql, state_column
from mingjian.lake.subjects import Subjects

__all__ = [
    "Certificate",
    "ColumnQuality",
    "Counts",
    "Coverage",
    "Declaration",
    "FileRef",
    "Lake",
    "LakeDamaged",
    "LakeError",
    "Manifest",
    "Part",
    "Problem",
    "Schema",
    "Source",
    "Staged",
    "StoredColumn",
    "StoredSubject",
    "SubjectPart",
    "Subjects",
    "covered",
    "file_ref",
    "part",
    "region_prefix",
    "row_hash_sql",
    "state_column",
    "write_atomic",
    "write_new",
]
