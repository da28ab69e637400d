"""The settings file: everything wrong in it is told at once, with the nearest name; what is written reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.desk.config import FILE, DeskConfig, SettingsError, load_config, write_config
from mingjian.desk.reference import settings_reference
from mingjian.desk.settings import database

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_all_errors_are_told_at_once_with_the_nearest_name(tmp_path):
    with pytest.raises(SettingsError) as told:
        load_config(written(tmp_path, 'prot = 80\nport = 99999\nlanguage = "fr"\nsession_minutes = "x"\n'))
    for part in ("prot", "did you mean 'port'?", "'port'", "'language'", "'session_minutes'", str(tmp_path / FILE)):
        assert part in told.value.en
    assert "未知设置“prot”" in told.value.zh


@pytest.mark.parametrize("text", ["port = ", "port: 80", "[desk]\nport = 80\n", "port = 80\nport = 81\n"])
def test_a_file_that_is_no_settings_file_is_an_error_with_its_name(tmp_path, text):
    with pytest.raises(SettingsError, match=FILE):
        load_config(written(tmp_path, text))


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00p")
    with pytest.raises(SettingsError):
        load_config(tmp_path)


def test_no_desk_says_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError, match="desk init"):
        load_config(tmp_path)


def test_what_is_written_reads_back_and_explains_itself(tmp_path):
    given = {"lake": '../a "lake"', "port": 9001, "hosts": ["检察.example", "b"], "secure": True}
    path = write_config(tmp_path, **given)
    found = load_config(tmp_path)
    assert (str(found.lake), found.port, found.hosts, found.secure) == ('../a "lake"', 9001, given["hosts"], True)
    text = path.read_text(encoding="utf-8")
    for name, field in DeskConfig.model_fields.items():
        assert name == "folder" or (name in text and str(field.description) in text)
    with pytest.raises(FileExistsError):
        write_config(tmp_path)


def test_a_commented_default_can_be_uncommented(tmp_path):
    path = write_config(tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [f"# {name} = " for name in DeskConfig.model_fields]
    path.write_text("\n".join(one[2:] if one.startswith(tuple(names)) else one for one in lines), encoding="utf-8")
    assert load_config(tmp_path) == DeskConfig(folder=tmp_path)


def test_the_page_of_settings_is_what_the_definitions_say():
    assert PAGE.read_text(encoding="utf-8") == settings_reference()


def test_a_database_address_is_taken_apart():
    found = database(DeskConfig(database="postgresql://u%40x:p%2Fw@db.local:5433/desk"))
    assert {name: found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")} == {
        "USER": "u@x", "PASSWORD": "p/w", "HOST": "db.local", "PORT": "5433", "NAME": "desk"
    }  # fmt: skip
    assert database(DeskConfig(folder=Path("x")))["NAME"] == Path("x/desk.sqlite3")


GOOD = 'name = "人社库"\nurl = "postgresql://reader@db:5433/pensions?sslmode=require"\nowner = "340100"\n'
WRONG = {
    "a password in the address": ('url = "postgresql://u:hush-hush@db/x"', "password_file"),
    "a password behind it": ('url = "postgresql://u@db/x?password=hush-hush"', "password_file"),
    "another kind of database": ('url = "mysql://u@db/x"', "PostgreSQL"),
    "no address": ('url = "postgresql://u@[/x"', "address"),
    "no port": ('url = "postgresql://u@db:x/y"', "address"),
    "the desk's own file": ('url = "desk.sqlite3"', "the desk's own"),
    "the desk's own file, written otherwise": ('url = "../DESK/./desk.sqlite3"', "the desk's own"),
    "a password for a file": ('url = "a.db"\npassword_file = "x"', "SQLite"),
    "an unknown word": ('url = "a.db"\npasword = "x"', "pasword"),
    "a name with a slash": ('url = "a.db"\nname = "a/b"', "name"),
}  # fmt: skip


def test_databases_as_sources_are_read(tmp_path):
    text = f'[[sources]]\n{GOOD}password_file = "pw"\ntables = ["public.*", "zz.pay"]\n'
    (one,) = load_config(written(tmp_path, text)).sources
    assert (one.name, one.owner, one.seconds, one.password_file) == ("人社库", "340100", 600, "pw")
    assert [one.allows(table) for table in ("public.a", "zz.pay", "zz.b", "publicity.a")] == [True, True, False, False]
    again = tmp_path / "again"
    write_config(again, sources=[one.model_dump()])
    assert load_config(again).sources == [one]


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_source_is_told_without_its_password(tmp_path, case):
    text, words = WRONG[case]
    name = "" if "name =" in text else 'name = "a"\n'
    text = text.replace("DESK", tmp_path.name)
    with pytest.raises(SettingsError) as told:
        load_config(written(tmp_path, f'[[sources]]\n{name}owner = "1"\n{text}\n'))
    assert words in told.value.en
    assert "hush" not in str(told.value)


def test_two_sources_of_one_name_and_the_desks_own_server(tmp_path):
    section = f"[[sources]]\n{GOOD}"
    with pytest.raises(SettingsError, match="two of one name"):
        load_config(written(tmp_path, section + section))
    own = f'database = "postgresql://desk:pw@DB:5433/pensions"\n{section}'
    with pytest.raises(SettingsError, match="the desk's own"):
        load_config(written(tmp_path, own))
