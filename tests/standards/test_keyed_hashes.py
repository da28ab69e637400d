"""Keyed hashes: equal where identifiers collide and nowhere else, of no use without the key."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

import duckdb
import pytest

from mingjian.engines.functions import resolve
from mingjian.engines.kinds import Kind
from mingjian.standards import standards
from mingjian.standards.hashing import PERSON_NAME, TEXT, KeyedHashes, hashed_kind
from mingjian.standards.identifiers import KINDS, check
from mingjian.standards.identifiers.person_id import extend
from mingjian.trust.keyring import Keyring

OLD = "340102500101001"
NEW = extend(OLD)


@pytest.fixture
def hashes() -> KeyedHashes:
    return KeyedHashes(Keyring(b"h" * 32))


def test_what_collides_has_one_hash(hashes: KeyedHashes) -> None:
    full = NEW.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    same = {hashes.of("person_id", one) for one in (NEW, OLD, full, f" {NEW} ", f"'{NEW}", NEW.lower())}
    assert len(same) == 1
    assert re.fullmatch("#[0-9a-f]{16}", same.pop() or "")
    assert hashes.of("plate", "皖A12345") == hashes.of("plate", "皖ａ１２３４５")
    cases = {hashes.of("case_number", one) for one in ("（2022）皖0102刑初123号", "(2022)皖0102刑初0123号")}
    assert len(cases - {None}) == len(cases) == 1


def test_the_same_digits_of_another_kind_have_another(hashes: KeyedHashes) -> None:
    card = "6222020200112233445"
    texts = {hashes.of(kind, card) for kind in ("account", "bank_card", PERSON_NAME, TEXT)}
    assert len(texts) == 4
    assert hashes.of("person_id", NEW) != hashes.of(TEXT, NEW)


def test_names_are_compared_as_models_compare_them(hashes: KeyedHashes) -> None:
    normal = resolve("normal_name", [Kind.TEXT]).python
    names = ["阿依·古丽", "阿依•古丽", "阿依 古丽", "阿依古丽"]
    assert {normal(one) for one in names} == {"阿依古丽"}
    assert len({hashes.of(PERSON_NAME, one) for one in names}) == 1
    assert hashes.of(PERSON_NAME, "张三") != hashes.of(PERSON_NAME, "张四")
    assert hashes.of(PERSON_NAME, "  ") is None


def test_nothing_stays_nothing_and_invalid_says_so(hashes: KeyedHashes) -> None:
    wrong = NEW[:-1] + ("0" if NEW[-1] != "0" else "1")
    for kind in (*KINDS, PERSON_NAME, TEXT):
        assert hashes.of(kind, None) is None
    assert hashes.of("person_id", "无") is None
    for damaged in (wrong, "3401**********1234", "3.40102E+17", "\ud800", "1\x002", "=1+1"):
        assert check("person_id", damaged).damaged
        assert re.fullmatch("#![0-9a-f]{16}", hashes.of("person_id", damaged) or "")
    assert hashes.of("person_id", wrong) == hashes.of("person_id", f" {wrong}")
    assert hashes.of("person_id", wrong) != hashes.of("phone", wrong)


def test_without_the_key_a_dictionary_is_of_no_use(hashes: KeyedHashes) -> None:
    made = hashes.of("person_id", NEW)
    plain = [hashlib.new(name, NEW.encode()).hexdigest() for name in ("md5", "sha1", "sha256")]
    assert not any((made or "")[1:] in one for one in plain)
    assert KeyedHashes(Keyring(b"i" * 32)).of("person_id", NEW) != made


def test_the_columns_that_identify() -> None:
    for standard in standards().values():
        for column in standard.columns.values():
            expected = column.kind or (PERSON_NAME if column.mask == PERSON_NAME else None)
            assert hashed_kind(column) == expected
            if column.level >= 3 and column.type == "identifier":
                assert hashed_kind(column)


def test_a_hash_in_a_copy_brings_along_what_models_take_from_a_number(hashes: KeyedHashes) -> None:
    made = hashes.in_copy("person_id", OLD) or ""
    assert made == f"{hashes.of('person_id', NEW)}-19500101-m-340100"
    for name, expected in (("id_birth", dt.date(1950, 1, 1)), ("id_sex", "male"), ("id_region", "340100")):
        function = resolve(name, [Kind.IDENTIFIER])
        sql = function.emit(["v"])
        told = duckdb.execute(f"SELECT {sql} FROM (SELECT $v AS v)", {"v": made}).fetchone()
        assert function.python(made) == expected == (told or [None])[0]
        nothing = duckdb.execute(f"SELECT {sql} FROM (SELECT $v AS v)", {"v": made[:-1]}).fetchone()
        assert function.python(made[:-1]) is None is (nothing or [0])[0]
    passport = hashes.in_copy("person_id", "E12345678")
    assert passport == hashes.of("person_id", "E12345678")
    assert (hashes.in_copy("person_id", "12345") or "").startswith("#!")
