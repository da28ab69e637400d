"""Passwords of a directory: a real slapd with a real certificate; skipped by name where there is none."""

from __future__ import annotations

import datetime as dt
import importlib.util
import ipaddress
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from desk_parts import PASSWORD
from django.conf import settings as django_settings
from django.test import Client

from mingjian.desk.errors import Unavailable
from mingjian.desk.offices.directory import is_directory_password
from mingjian.desk.offices.identities import LDAP, set_identity
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace

SLAPD = shutil.which("slapd") or shutil.which("slapd", path="/usr/sbin")
pytestmark = [
    pytest.mark.skipif(SLAPD is None, reason="slapd is absent (Debian package slapd)"),
    pytest.mark.skipif(importlib.util.find_spec("ldap") is None, reason="python-ldap is absent (extra ldap)"),
]
READER, SECRET, HIS = "cn=reader,dc=example", "Reader-Secret-1", "Directory-Pass-1"
LDIF = f"""dn: dc=example
objectClass: dcObject
objectClass: organization
o: example
dc: example

dn: {READER}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: {SECRET}

dn: uid=zhang,dc=example
objectClass: inetOrgPerson
uid: zhang
cn: Zhang
sn: Zhang
userPassword: {HIS}

dn: uid=li,dc=example
objectClass: inetOrgPerson
uid: li
cn: Li
sn: Shared
userPassword: Other-Pass-1

dn: uid=wang,dc=example
objectClass: inetOrgPerson
uid: wang
cn: Wang
sn: Shared
userPassword: {HIS}
"""


class Directory:
    """A directory of its own, over ldap:// (with StartTLS) and ldaps://, until `end`."""

    def __init__(self, root: Path) -> None:
        self.root, self.ca = root, root / "cert.pem"
        self._certificate()
        (root / "db").mkdir()
        (root / "slapd.conf").write_text(
            "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\n"
            "include /etc/ldap/schema/inetorgperson.schema\n"
            f"pidfile {root}/pid\nargsfile {root}/args\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\n"
            f"TLSCertificateFile {root}/cert.pem\nTLSCertificateKeyFile {root}/key.pem\nallow bind_v2 bind_anon_dn\n"
            f"database mdb\nsuffix dc=example\ndirectory {root}/db\nrootdn cn=root,dc=example\n"
            "access to attrs=userPassword by anonymous auth by * none\n"
            f'access to * by dn.exact="{READER}" read by self read by * auth\n'
        )
        added = subprocess.run(
            ["/usr/sbin/slapadd", "-f", str(root / "slapd.conf")],
            input=LDIF,
            text=True,
            capture_output=True,
            check=False,
        )
        assert added.returncode == 0, added.stderr
        self.plain, self.secure = free(), free()
        urls = f"ldap://127.0.0.1:{self.plain}/ ldaps://127.0.0.1:{self.secure}/"
        assert SLAPD is not None
        self.process = subprocess.Popen(
            [SLAPD, "-f", str(root / "slapd.conf"), "-h", urls, "-d", "0"], stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.secure)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("slapd does not answer")

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def _certificate(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]), dt.datetime.now(dt.UTC)
        made = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(1).not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=2))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), True).sign(key, hashes.SHA256())
        )  # fmt: skip
        self.ca.write_bytes(made.public_bytes(serialization.Encoding.PEM))
        (self.root / "key.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
            )
        )


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    root = tmp_path_factory.mktemp("slapd")
    (root / "reader.txt").write_text(SECRET + "\n")
    made = Directory(root)
    yield made
    made.end()


def set_to(directory: Directory, **changed: Any) -> Any:
    """The settings of a desk over the directory."""
    given = {"ldap_url": f"ldaps://127.0.0.1:{directory.secure}", "ldap_ca_file": str(directory.ca),
             "ldap_base": "dc=example", "ldap_bind": READER,
             "ldap_password_file": str(directory.root / "reader.txt"), **changed}  # fmt: skip
    return django_settings.DESK.model_copy(update=given)


def test_the_right_password_and_no_other(directory: Directory) -> None:
    desk = set_to(directory)
    assert is_directory_password(desk, "zhang", HIS)
    for subject, password in (("zhang", "x"), ("zhang", HIS.lower()), ("li", HIS), ("nobody", HIS), ("reader", SECRET)):
        assert not is_directory_password(desk, subject, password), (subject, password)


def test_an_empty_password_is_none_though_the_directory_would_say_yes(directory: Directory) -> None:
    import ldap

    con = ldap.initialize(f"ldap://127.0.0.1:{directory.plain}")
    con.simple_bind_s("uid=zhang,dc=example", "")  # an unauthenticated bind: this directory takes it
    for empty in ("", "\x00", "\x00x"):
        assert not is_directory_password(set_to(directory), "zhang", empty)


@pytest.mark.parametrize(
    "subject", ["*", "*)(uid=*", "zhang)(uid=*", "zhang*", "z*g", ")(|(uid=*", "zhang\x00", "", "("]
)
def test_what_stands_in_a_mapping_is_no_filter(subject: str, directory: Directory) -> None:
    assert not is_directory_password(set_to(directory), subject, HIS)


def test_a_name_that_two_have_is_nobodys(directory: Directory) -> None:
    assert not is_directory_password(set_to(directory, ldap_attribute="sn"), "Shared", HIS)


def test_starttls(directory: Directory) -> None:
    url = f"ldap://127.0.0.1:{directory.plain}"
    assert is_directory_password(set_to(directory, ldap_url=url), "zhang", HIS)
    assert is_directory_password(set_to(directory, ldap_url=url, ldap_starttls=False), "zhang", HIS)


@pytest.mark.parametrize("secure", [True, False])
def test_a_certificate_nobody_vouches_for_is_not_spoken_to(secure: bool, directory: Directory, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    made = Directory.__new__(Directory)
    made.root, made.ca = other, other / "cert.pem"
    made._certificate()
    url = f"ldaps://127.0.0.1:{directory.secure}" if secure else f"ldap://127.0.0.1:{directory.plain}"
    with pytest.raises(Unavailable):
        is_directory_password(set_to(directory, ldap_url=url, ldap_ca_file=str(made.ca)), "zhang", HIS)


def test_a_directory_that_is_away_or_misset_is_told(directory: Directory, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("x")
    for changed in ({"ldap_url": f"ldaps://127.0.0.1:{free()}"}, {"ldap_password_file": str(wrong)},
                    {"ldap_password_file": "missing.txt"}, {"ldap_password_file": ""}):  # fmt: skip
        with pytest.raises(Unavailable):
            is_directory_password(set_to(directory, **changed), "zhang", HIS)


# -- the log-in page ----------------------------------------------------------------------------------------


@pytest.fixture
def zhang(offices: None, user: Any, directory: Directory, monkeypatch: pytest.MonkeyPatch) -> User:
    """Somebody whose password is the directory's; he is called otherwise here."""
    monkeypatch.setattr("django.conf.settings.DESK", set_to(directory))
    one: User = user("zhang.san", Role.PROSECUTOR)
    set_identity(one, LDAP, "zhang")
    return one


def enter(username: str, password: str) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/login", {"username": username, "password": password})


def test_the_directorys_password_opens_the_desk_and_the_old_one_does_not(zhang: User, user: Any) -> None:
    client, answer = enter("zhang.san", HIS)
    assert answer.status_code == 302
    assert client.get("/api/me").json()["username"] == "zhang.san"
    assert Trace.objects.get(action="login").detail["through"] == "ldap"
    assert enter("zhang.san", PASSWORD)[1].status_code == 401
    user("local", Role.PROSECUTOR)
    assert enter("local", PASSWORD)[1].status_code == 302, "who has no identity there has his password here"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("zhang", HIS),
        ("zhang.san", ""),
        ("*", HIS),
        ("*)(uid=*", HIS),
        ("zhang.san)(uid=*", HIS),
        ("li", "Other-Pass-1"),
    ],
)
def test_nobody_else_comes_in_and_no_user_is_made(username: str, password: str, zhang: User) -> None:
    before = User.objects.count()
    client, answer = enter(username, password)
    assert answer.status_code == 401
    assert client.get("/api/me").status_code == 401
    assert User.objects.count() == before


def test_failures_lock_and_the_directory_is_then_not_asked(zhang: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(django_settings.DESK.lockout_failures):
        assert enter("zhang.san", "wrong")[1].status_code == 401
    asked: list[str] = []
    monkeypatch.setattr("mingjian.desk.offices.login.is_directory_password", lambda *given: asked.append("x") or True)
    assert enter("zhang.san", HIS)[1].status_code == 401
    assert not asked


def test_a_directory_that_is_away_is_no_failure_of_his(zhang: User, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = django_settings.DESK.model_copy(update={"ldap_url": f"ldaps://127.0.0.1:{free()}"})
    monkeypatch.setattr("django.conf.settings.DESK", desk)
    _, answer = enter("zhang.san", HIS)
    assert answer.status_code == 503
    assert "目录服务暂不可用" in answer.content.decode()
    assert User.objects.get(pk=zhang.pk).failures == 0


def test_the_security_administrator_says_who_is_who(zhang: User, user: Any, client_of: Any) -> None:
    admin, other = user("sec", Role.SECURITY_ADMIN, office="340000", lines=()), user("li", Role.PROSECUTOR)
    client = client_of(admin)

    def put(one: User, **given: Any) -> Any:
        body = {"version": User.objects.get(pk=one.pk).version, **given}
        return client.put(f"/api/users/{one.pk}/identities", body, content_type="application/json")

    taken = put(other, ldap="zhang")
    assert (taken.status_code, taken.json()["field"]) == (400, "ldap")
    made = put(other, ldap="li", oidc="u-9")
    assert made.status_code == 200
    assert (made.json()["user"]["ldap"], made.json()["user"]["oidc"]) == ("li", "u-9")
    trace = Trace.objects.get(action="user.identities")
    assert (trace.object, trace.detail["after"]) == ("li", {"oidc": "u-9", "ldap": "li"})
    assert enter("li", "Other-Pass-1")[1].status_code == 302
    assert put(other).json()["user"]["ldap"] is None
    assert enter("li", "Other-Pass-1")[1].status_code == 401
    assert put(admin, oidc="me").status_code == 400, "nobody says it of himself"
