"""`mingjian shelf` as it is called."""

from __future__ import annotations

from pathlib import Path

from cli_parts import call
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from mingjian.library import shipped_models


def test_what_differs_between_two_versions(tmp_path: Path) -> None:
    text = (shipped_models()["benefits-paid-to-the-dead"] / "model.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "changed.yaml"
    changed.write_text(text.replace("certain_deaths", "surely_dead"), encoding="utf-8")
    told = call("shelf", "diff", "P02", "P02", "--json")
    assert (told.code, told.json["same"], told.json["differences"]) == (0, True, [])
    told = call("shelf", "diff", "P02", changed, "--json")
    assert [one["section"] for one in told.json["differences"]] == ["rename"]
    assert "“certain_deaths”改名为“surely_dead”" in call("shelf", "diff", "P02", changed, lang="zh").out


def keys(folder: Path) -> tuple[Path, Path]:
    """A private key and its public half as files."""
    key = Ed25519PrivateKey.generate()
    private, public = folder / "key.pem", folder / "public.pem"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return private, public


def test_what_there_is_and_what_is_near() -> None:
    listed = call("shelf", "list", "--json").json
    assert {one["model"] for one in listed["models"]} == set(shipped_models())
    assert listed["full"] == []
    assert call("shelf", "list", "--limit", "1", "--json").json["full"]
    shown = call("shelf", "show", "P02", "--json").json
    assert (shown["model"], shown["point"]["models"]) == ("benefits-paid-to-the-dead", ["benefits-paid-to-the-dead"])
    near = call("shelf", "nearest", "P02", "--most", "2", "--json").json
    assert len(near["nearest"]) == 2
    assert "benefits-paid-to-the-dead" not in {one["model"] for one in near["nearest"]}
    assert "监督点" in call("shelf", "nearest", "P02", lang="zh").out


def test_a_model_is_carried_as_one_file(tmp_path: Path) -> None:
    private, public = keys(tmp_path)
    packed, folder = tmp_path / "p02.bundle", tmp_path / "p02"
    given = ("--key", private, "--sender", "340000", "--sender-name", "省院", "--out", packed)
    made = call("shelf", "pack", "P02", *given, "--json")
    assert made.code == 0, made.err
    opened = call("shelf", "open", packed, "--key", f"340000={public}", "--to", folder, "--json")
    assert (opened.code, opened.json["fingerprint"]) == (0, made.json["fingerprint"])
    assert call("shelf", "diff", "P02", folder, "--json").json["same"]
    again = call("shelf", "open", packed, "--key", f"340000={public}", "--to", folder)
    assert (again.code, "is there already" in again.err) == (2, True)
    told = call("shelf", "open", packed, "--key", f"350000={public}")
    assert "refused" in told.err
    for key in ("340000", f"340000={private}", "=x"):
        told = call("shelf", "open", packed, "--key", key)
        assert (told.code, "Traceback" in told.err) == (2, False)
    told = call("shelf", "pack", "P02", "--key", public, *given[2:])
    assert (told.code, "no Ed25519 private key" in told.err) == (2, True)
