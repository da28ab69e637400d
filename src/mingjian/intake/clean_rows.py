"""The SELECT that turns source records into accepted rows of a standard, and the one that finds the rest."""

from __future__ import annotations

from mingjian.intake.clean_column import CleanColumn
from mingjian.intake.cleaning import Cleaning
from mingjian.intake.natural_key import whole_sql
from mingjian.lake.rows import row_hash_sql, state_column
from mingjian.lake.sql import name, text
from mingjian.standards import Standard

SEPARATOR = "chr(31)"


def content_sql(standard: Standard, cleaning: Cleaning) -> str:
    """Text of a record's raw cells in standard column order; an absent cell is empty (which is how `concat` takes a
    null, at less cost than `concat_ws` over cells without nulls)."""
    cells = [one.raw if one.mapped else "''" for one in (cleaning.columns[column] for column in standard.columns)]
    return f"concat({f', {SEPARATOR}, '.join(cells)})"


def fingerprint_sql(standard: Standard, cleaning: Cleaning) -> str:
    """A 64-bit hash of the same cells, for finding candidates of identical records cheaply."""
    mapped = [f"coalesce({one.raw}, '')" for one in cleaning.columns.values() if one.mapped]
    return f"hash({', '.join(mapped)})"


def row_id_sql(content: str, occurrence: str | None) -> str:
    """`row_id` as hex: md5 of the content, followed by `#n` for the n-th identical record of the delivery, n ≥ 2."""
    counted = f"concat({content}, '#' || {occurrence})" if occurrence else content
    return f"md5({counted})"


class CleanRows:
    """Builds the statements.

    `repeats`: some doubtful records have an `occurrence`; those after the first are not accepted where their natural
    key is whole. `refuse`: a condition over clean values under which a record is not accepted although nothing required
    is missing, and the reason to give.
    """

    def __init__(
        self, standard: Standard, cleaning: Cleaning, repeats: bool, refuse: tuple[str, str] | None = None
    ) -> None:
        self._standard, self._cleaning, self._repeats, self._refuse = standard, cleaning, repeats, refuse
        self._mapped = [one for one in cleaning.columns.values() if one.mapped]

    def accepted(self) -> str:
        """Accepted rows with all columns of the layout."""
        names = [name(column) for column in self._standard.columns]
        states = [name(state_column(column.name)) for column in self._standard.identifiers]
        subjects = [name(subject) for subject in self._standard.subjects]
        columns = ", ".join([*names, *states, *subjects])
        entries = self._raw_entries()
        raw = f"CASE WHEN coalesce({entries}) IS NOT NULL THEN concat('{{', concat_ws(',', {entries}), '}}') END"
        rows = (
            f"SELECT row_hex, _file, _line, {columns}, {raw} AS _raw FROM ({self._typed()}) WHERE {self._acceptable()}"
        )
        if self._repeats:
            rows += f" AND NOT (coalesce(occurrence, 1) > 1 AND {whole_sql(self._standard)})"
        row_hash = row_hash_sql(self._standard, "row_hex")
        return f"SELECT unhex(row_hex) AS row_id, {row_hash} AS row_hash, _file, _line, {columns}, _raw FROM ({rows})"

    def refused(self) -> str:
        """Records of the relation `left_rows` that cannot be accepted: `_file`, `_line`, `kind` (null), `reasons`.

        Those that are left because they are repeated are not among them.
        """
        reasons = [
            f"CASE WHEN {name(column)} IS NULL THEN {self._why(self._cleaning.columns[column])} END"
            for column in self._standard.required
        ]
        if self._refuse is not None:
            reasons.append(f"CASE WHEN {self._refuse[0]} THEN {text(self._refuse[1])} END")
        listed = f"list_filter([{', '.join(reasons)}], lambda x: x IS NOT NULL)" if reasons else "[]::VARCHAR[]"
        left = f"({self._cleaning.flagged('left_rows')})"
        return (
            "SELECT _file, _line, NULL::VARCHAR AS kind, "
            f"CASE WHEN len({listed}) = 0 THEN ['no_value'] ELSE {listed} END AS reasons "
            f"FROM ({self._typed(left)}) "
            f"WHERE NOT ({self._acceptable()})"
        )

    def _why(self, one: CleanColumn) -> str:
        label = one.column.name
        if not one.mapped:
            return text(f"missing:{label}")
        return f"CASE WHEN {self._keep(one)} THEN {text(f'damaged:{label}')} ELSE {text(f'missing:{label}')} END"

    def _acceptable(self) -> str:
        required = [f"{name(column)} IS NOT NULL" for column in self._standard.required]
        if not required:
            any_value = ", ".join(f"{name(one.column.name)}::VARCHAR" for one in self._mapped)
            required = [f"coalesce({any_value or 'NULL'}) IS NOT NULL"]
        if self._refuse is not None:
            required.append(f"NOT ({self._refuse[0]})")
        return " AND ".join(["_some", *required])

    def _raw_entries(self) -> str:
        return ", ".join(name(f"entry_{one.column.name}") for one in self._mapped if one.fixed) or "NULL::VARCHAR"

    @staticmethod
    def _keep(one: CleanColumn) -> str:
        return f"{name('entry_' + one.column.name)} IS NOT NULL" if one.fixed else "false"

    def _typed(self, source: str | None = None) -> str:
        """Records with clean values, states, subjects and the entries of `_raw`: all of the delivery, or those of a
        relation with flags."""
        if source is not None or not self._cleaning.split:
            return self._branch(source or "doubtful", certain=False)
        certain = "source_rows ANTI JOIN doubtful USING (_file, _line)"
        return f"{self._branch('doubtful', certain=False)} UNION ALL {self._branch(certain, certain=True)}"

    def _branch(self, source: str, certain: bool) -> str:
        """Some of the records; `certain`: they are not repeated, and every cell that SQL looks at is canonical."""
        row_hex = self._row_id(self._repeats and not certain)
        wanted, joins = ["_file", "_line", "_some", f"{row_hex} AS row_hex"], []
        wanted += [f"{'NULL::BIGINT AS ' if certain else ''}occurrence"] if self._repeats else []
        for one in self._cleaning.columns.values():
            sure = certain and one.checked
            wanted += self._values(one, sure)
            if one.fixed and not one.small and not sure:
                joins.append(
                    f"LEFT JOIN {one.relation} {one.table} ON {one.table}.raw = {name('k_' + one.column.name)}"
                )
        for subject in self._standard.subjects.values():
            keyed = self._cleaning.columns[subject.key]
            found = f"{self._fix(keyed)}.subject" if keyed.fixed else "NULL::INTEGER"
            wanted.append(f"{found} AS {name(subject.name)}")
        return f"SELECT {', '.join(wanted)} FROM ({self._looked_up(source, certain)}) s {' '.join(joins)}"

    @staticmethod
    def _fix(one: CleanColumn) -> str:
        """The row of the fix table that belongs to a record, as something whose fields can be named."""
        return name(f"m_{one.column.name}") if one.small else one.table

    def _row_id(self, repeats: bool) -> str:
        content = content_sql(self._standard, self._cleaning)
        return row_id_sql(content, "occurrence" if repeats else None)

    def _looked_up(self, source: str, certain: bool) -> str:
        """Source records; for each column what SQL recognises (`v_…`), and the key of its fix table (`k_…`) or, when
        that is a small map, what it holds (`m_…`). Every key finds one row, if only that of the empty text."""
        wanted = ["_file", "_line", "_some", *(one.raw for one in self._mapped)]
        wanted += ["occurrence"] if self._repeats and not certain else []
        for one in self._mapped:
            column, key = one.column.name, one.raw
            if one.checked and one.fast is not None:
                if certain:
                    wanted.append(f"{one.fast.value} AS {name('v_' + column)}")
                    continue
                wanted.append(f"CASE WHEN {one.good} THEN {one.fast.value} END AS {name('v_' + column)}")
                key = f"CASE WHEN NOT {one.good} THEN {one.raw} END"
            if one.fixed and one.small:
                wanted.append(f"{one.map}[{key}] AS {name('m_' + column)}")
            elif one.fixed:
                wanted.append(f"coalesce({key}, '') AS {name('k_' + column)}")
        return f"SELECT {', '.join(wanted)} FROM {source}{' CROSS JOIN maps' if self._cleaning.mapped else ''}"

    def _values(self, one: CleanColumn, sure: bool) -> list[str]:
        """Value, state, entry and raw text of a column; `sure`: SQL recognises all of it."""
        column, quoted = one.column, name(one.column.name)
        if not one.mapped:
            state = [f"0::UTINYINT AS {name(state_column(column.name))}"] if column.kind else []
            return [f"NULL::{column.sql_type} AS {quoted}", *state]
        fixed = one.fixed and not sure
        parts = [name("v_" + column.name)] if one.checked else []
        parts += [f"{self._fix(one)}.value"] if fixed else []
        value = f"coalesce({', '.join(parts)})" if len(parts) > 1 else (parts[0] if parts else "NULL")
        found = [f"({value})::{column.sql_type} AS {quoted}"]
        if column.kind:
            state_sql = f"coalesce({self._fix(one)}.state, 0)" if fixed else "0"
            found.append(f"({state_sql})::UTINYINT AS {name(state_column(column.name))}")
        if one.fixed:
            entry = f"{self._fix(one)}.entry" if fixed else "NULL::VARCHAR"
            found.append(f"{entry} AS {name('entry_' + column.name)}")
        found.append(one.raw)
        return found
