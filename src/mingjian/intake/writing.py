"""The second half of a load: subject ids, accepted rows, and every other record with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa

from mingjian.intake.clean_rows import CleanRows, content_sql, fingerprint_sql
from mingjian.intake.deliver import Delivered, Delivery
from mingjian.intake.left_over import find_left_over, read_again
from mingjian.intake.natural_key import keyless_sql
from mingjian.intake.reading import Reading
from mingjian.intake.rejects import QUARANTINED, SET_ASIDE
from mingjian.intake.request import Request
from mingjian.intake.source_rows import rejected_sql, source_sql
from mingjian.intake.workplaces import NEVER
from mingjian.lake import FileRef, Lake, Manifest, Schema, Staged, SubjectPart, file_ref
from mingjian.lake.layout import PARTS, QUARANTINE
from mingjian.lake.layout import SET_ASIDE as SET_ASIDE_FILE
from mingjian.lake.sql import WRITE, text

_SORTED_IN_MEMORY = 20_000_000  # records whose hashes are sorted at once (8 bytes each)
_IN_ORDER = 400_000  # records up to which rows are sorted, at no cost: one file always gives the same bytes


class Writing:
    """Writes the files of a version into its staging folder, on the reading's connection; the caller holds the
    writer's lock."""

    def __init__(self, lake: Lake, staged: Staged, request: Request, reading: Reading, parent: Manifest | None) -> None:
        self._lake, self._staged, self._request, self._parent = lake, staged, request, parent
        self._reading, self._con, self._cleaning = reading, reading.con, reading.cleaning
        self.refused: str | None = None

    def mint(self) -> tuple[SubjectPart, ...]:
        """Subject ids for the usable keys, and a column `subject` in the fix table of each key."""
        minted = []
        by_kind: dict[str, list[str]] = {}
        for subject in self._request.standard.subjects.values():
            column = self._cleaning.columns[subject.key]
            if column.fixed:
                by_kind.setdefault(subject.kind, []).append(column.table)
        for kind, fixes in by_kind.items():
            keys = " UNION ALL ".join(
                f"SELECT value AS key FROM {fix} WHERE state >= 2" for fix in dict.fromkeys(fixes)
            )
            part = self._lake.subjects.mint(self._con, kind, keys, self._staged.path)
            if part is not None:
                minted.append(part)
            for fix in dict.fromkeys(fixes):
                self._con.execute(
                    f"CREATE OR REPLACE TABLE {fix} AS SELECT fix.*, minted.subject FROM {fix} fix "
                    f"LEFT JOIN subject_{kind} minted ON fix.value = minted.key"
                )
        return tuple(minted)

    def rows(self, schema: Schema) -> Delivered:
        """The accepted rows, joined to those the version has as the kind of delivery says."""
        standard = self._request.standard
        repeats = self._number_repeats()
        refusal = (keyless_sql(standard), "correction_key") if self._request.delivery == "correction" else None
        self._cleaning.finish()
        self._rows = CleanRows(standard, self._cleaning, repeats, refusal)
        folder = self._staged.path / PARTS
        folder.mkdir()
        rows = folder / "delivered.parquet"
        with self._as_written():
            order = " ORDER BY _file, _line" if self._reading.rows <= _IN_ORDER else ""
            self._con.execute(f"COPY ({self._rows.accepted()}{order}) TO {text(rows)} {WRITE}")
        find_left_over(self._con, self._reading.tables, rows)
        delivery = Delivery(self._con, self._lake, standard, self._staged.path, self._parent)
        known = self._parent.schemas if self._parent is not None else ()
        index = known.index(schema) if schema in known else len(known)
        if self._request.delivery == "append":
            return delivery.append(rows, index)
        return delivery.correct(rows, index) if self._request.delivery == "correction" else delivery.full(rows, index)

    def rejects(self, delivered: Delivered) -> dict[str, FileRef | None]:
        """Quarantine and set-aside files, with every record that is not accepted, from whatever stage; `refused` names
        the table of those that could be read, when there are any."""
        known = self._reading.count("CREATE TABLE rejected AS SELECT * FROM structural")
        if known + delivered.accepted < self._reading.records:
            self._find_reasons()
            self.refused = "refused"
        return {
            kind: self._write_kind(kind, file)
            for kind, file in ((QUARANTINED, QUARANTINE), (SET_ASIDE, SET_ASIDE_FILE))
        }

    def _find_reasons(self) -> None:
        """Records that are not taken, in the table `refused`, and why not, in the table `rejected`."""
        resent = "SELECT _file, _line FROM resent" if self._request.delivery != "full" else "FROM left_over WHERE false"
        self._con.execute(f"CREATE TABLE not_taken AS FROM left_over UNION ALL {resent}")
        tables = read_again(self._con, self._reading.tables, "not_taken")
        self._con.execute(f"CREATE TABLE refused AS {source_sql(tables, self._reading.mapped)}")
        self._con.execute("CREATE VIEW left_rows AS FROM refused SEMI JOIN left_over USING (_file, _line)")
        with self._as_written():
            self._con.execute(f"CREATE TABLE chosen AS {self._rows.refused()}")
        self._con.execute(f"INSERT INTO chosen SELECT _file, _line, 'set_aside', ['resent'] FROM ({resent})")
        repeated = "FROM left_over SEMI JOIN repeats USING (_file, _line) ANTI JOIN chosen USING (_file, _line)"
        self._con.execute(f"INSERT INTO chosen SELECT _file, _line, 'set_aside', ['repeated'] FROM ({repeated})")
        for table in tables:
            self._con.execute(f"INSERT INTO rejected {rejected_sql(table, 'SELECT * FROM chosen')}")

    @contextmanager
    def _as_written(self) -> Iterator[None]:
        """Run the statements of `CleanRows` as they stand: source rows are the probe side and fix tables the build
        side, and a condition on clean values is not computed twice. Any other join needs the optimizers: without
        them an inner join is a product of all rows with all rows."""
        self._con.execute(f"SET disabled_optimizers = '{NEVER},join_order,build_side_probe_side,filter_pushdown'")
        try:
            yield
        finally:
            self._con.execute(f"SET disabled_optimizers = '{NEVER}'")

    def _number_repeats(self) -> bool:
        """Number identical records of the delivery: table `repeats` holds those from the second on."""
        self._con.execute("CREATE TABLE repeats (_file INTEGER, _line BIGINT, occurrence BIGINT)")
        quick = fingerprint_sql(self._request.standard, self._cleaning)
        if not self._find_candidates(quick):
            return False
        content = content_sql(self._request.standard, self._cleaning)
        self._con.execute(
            "INSERT INTO repeats SELECT _file, _line, row_number() OVER (PARTITION BY id ORDER BY _file, _line) "
            f"AS occurrence FROM (SELECT _file, _line, md5({content}) AS id FROM {self._cleaning.all_rows} WHERE _some "
            f"AND {quick} IN (SELECT h FROM candidates)) QUALIFY occurrence > 1"
        )
        self._cleaning.number("repeats")
        return self._reading.count("SELECT count(*) FROM repeats") > 0

    def _find_candidates(self, quick: str) -> bool:
        """Table `candidates` (h): hashes that several records have. Sorting numbers is cheaper than grouping them, as
        long as they fit in memory."""
        hashes = f"SELECT {quick} AS h FROM {self._cleaning.all_rows} WHERE _some"
        if self._reading.rows > _SORTED_IN_MEMORY:
            self._con.execute(f"CREATE TABLE candidates AS SELECT h FROM ({hashes}) GROUP BY h HAVING count(*) > 1")
            return self._reading.count("SELECT count(*) FROM candidates") > 0
        numbers = np.sort(np.asarray(self._con.execute(hashes).fetchnumpy()["h"], np.uint64))
        repeated = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
        if not len(repeated):
            return False
        self._con.register("repeated", pa.table({"h": repeated}))
        self._con.execute("CREATE TABLE candidates AS SELECT h FROM repeated")
        self._con.unregister("repeated")
        return True

    def _write_kind(self, kind: str, file: str) -> FileRef | None:
        if not self._reading.count(f"SELECT count(*) FROM rejected WHERE kind = '{kind}'"):
            return None
        path = self._staged.path / file
        self._con.execute(
            f"COPY (SELECT file, line, reasons, raw FROM rejected WHERE kind = '{kind}' ORDER BY file, line) "
            f"TO {text(path)} {WRITE}"
        )
        return file_ref(path, self._staged.path)
