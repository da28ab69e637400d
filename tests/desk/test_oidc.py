"""Log-in through a provider: the way there and back, and everything that must not open the desk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from provider_parts import CLIENT, SECRET, Provider

from mingjian.desk import oidc
from mingjian.desk.offices.identities import OIDC, set_identity
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Role
from mingjian.desk.traces.models import Trace

pytestmark = pytest.mark.usefixtures("offices")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Provider]:
    """A provider the desk is set to."""
    made = Provider()
    (tmp_path / "secret.txt").write_text(SECRET + "\n")
    changed = {"oidc_issuer": made.issuer, "oidc_client": CLIENT, "oidc_secret_file": str(tmp_path / "secret.txt")}
    monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update=changed))
    oidc._PROVIDERS.clear()
    yield made
    made.end()


@pytest.fixture
def known(user: Any) -> User:
    """A user of whom the desk knows who he is at the provider."""
    one: User = user("p", Role.PROSECUTOR)
    set_identity(one, OIDC, "u-1")
    return one


def there(client: Client, next_: str = "/clues") -> str:
    """Where the desk sends a browser."""
    answer = client.get("/oidc/login", {"next": next_})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def back(client: Client, served: Provider) -> Any:
    return client.get(served.consent(there(client)))


def inside(client: Client) -> bool:
    return client.get("/api/me").status_code == 200


def test_there_and_back(served: Provider, known: User) -> None:
    client = Client()
    answer = back(client, served)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/clues")
    assert client.get("/api/me").json()["username"] == "p"
    trace = Trace.objects.get(action="login")
    assert (trace.actor, trace.detail["through"]) == ("p", "oidc")
    assert "OpenID Connect" in Client().get("/login").content.decode()


def test_what_the_browser_is_given_holds_no_secret(served: Provider, known: User) -> None:
    asked = parse_qs(urlsplit(there(Client())).query)
    assert set(asked) == {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge",
                          "code_challenge_method"}  # fmt: skip
    assert asked["redirect_uri"] == ["http://testserver/oidc/callback"]
    other = parse_qs(urlsplit(there(Client())).query)
    assert all(asked[name] != other[name] for name in ("state", "nonce", "code_challenge"))


Lie = Callable[[Provider], None]


def claims(**changed: Any) -> Lie:
    def lie(provider: Provider) -> None:
        def change(given: dict[str, Any]) -> None:
            for name, value in changed.items():
                given.pop(name)
                if value is not None:
                    given[name] = value

        provider.change = change

    return lie


def signed(how: str) -> Lie:
    def lie(provider: Provider) -> None:
        provider.sign = getattr(provider, how)

    return lie


@pytest.mark.parametrize(
    "lie",
    [
        claims(nonce="another"), claims(nonce=None), claims(aud="another client"), claims(aud=["a", CLIENT]),
        claims(aud=None), claims(iss="https://elsewhere.example"), claims(iss=None), claims(sub=None), claims(sub=""),
        claims(sub=5), claims(exp=time.time() - 3600), claims(exp=None), claims(exp="tomorrow"), claims(exp=True),
        claims(iat=time.time() + 3600), claims(iat=None), signed("by_secret"), signed("by_public_key"),
        signed("by_nobody"), signed("by_stranger"), signed("tampered"),
    ],
)  # fmt: skip
def test_a_token_that_is_not_as_it_must_be_opens_nothing(lie: Lie, served: Provider, known: User, user: Any) -> None:
    set_identity(user("other", Role.CHIEF), OIDC, "u-2")
    lie(served)
    client = Client()
    answer = back(client, served)
    assert answer.status_code == 401
    assert not inside(client)
    failed = Trace.objects.get(action="login.failed")
    assert failed.detail["through"] == "oidc"
    assert not Trace.objects.filter(action="login").exists()


def test_clocks_may_differ_by_a_minute(served: Provider, known: User) -> None:
    def change(given: dict[str, Any]) -> None:
        given.update(exp=time.time() - 30, iat=time.time() + 30)

    served.change = change
    assert back(Client(), served).status_code == 302


def test_several_audiences_take_a_party_that_is_us(served: Provider, known: User) -> None:
    served.change = lambda given: given.update(aud=[CLIENT, "b"], azp=CLIENT)
    assert back(Client(), served).status_code == 302
    served.change = lambda given: given.update(aud=[CLIENT, "b"], azp="b")
    assert back(Client(), served).status_code == 401


def test_a_state_that_is_not_of_this_browser(served: Provider, known: User) -> None:
    victim, thief = Client(), Client()
    address = served.consent(there(thief))
    there(victim)
    for client in (victim, Client()):
        assert client.get(address).status_code == 401
        assert not inside(client)
    no_state = Client()
    there(no_state)
    assert no_state.get("/oidc/callback?code=x").status_code == 401
    assert no_state.get("/oidc/callback?code=x&state=").status_code == 401
    assert Client().get("/oidc/callback?state=&code=x").status_code == 401


def test_an_answer_opens_once(served: Provider, known: User) -> None:
    client = Client()
    address = served.consent(there(client))
    assert client.get(address).status_code == 302
    client.post("/api/logout", content_type="application/json")
    assert client.get(address).status_code == 401, "the state was used"
    again = Client()
    where = there(again)
    used = parse_qs(urlsplit(address).query)["code"][0]
    state = parse_qs(urlsplit(where).query)["state"][0]
    assert again.get("/oidc/callback", {"code": used, "state": state}).status_code == 401, "the code was used"
    assert not inside(again)


def test_it_has_to_be_back_within_minutes(served: Provider, known: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from mingjian.desk import now as clock

    client, real = Client(), clock.timezone.now
    address = served.consent(there(client))
    monkeypatch.setattr("mingjian.desk.oidc_pages.now", lambda: real() + timedelta(minutes=11))
    assert client.get(address).status_code == 401


def test_whom_the_desk_does_not_know_is_told_what_to_say_and_made_no_user(served: Provider, known: User) -> None:
    served.subject = "u-<b>1"
    before = User.objects.count()
    answer = back(Client(), served)
    assert answer.status_code == 403
    assert "u-&lt;b&gt;1" in answer.content.decode()
    assert User.objects.count() == before
    served.subject = "U-1"
    assert back(Client(), served).status_code == 403, "sign for sign"


@pytest.mark.parametrize("change", [{"locked": True}, {"is_active": False}])
def test_who_is_locked_here_does_not_come_in_by_the_other_door(
    change: dict[str, bool], served: Provider, known: User
) -> None:
    User.objects.filter(pk=known.pk).update(**change)
    client = Client()
    assert back(client, served).status_code == 401
    assert not inside(client)


def test_failures_make_an_address_wait(served: Provider, known: User, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = django_settings.DESK.model_copy(update={"lockout_address": 3})
    monkeypatch.setattr("django.conf.settings.DESK", desk)
    served.change = lambda given: given.update(nonce="x")
    statuses = [back(Client(), served).status_code for _ in range(3)]
    assert statuses == [401, 401, 401]
    assert Client().get("/oidc/login").status_code == 429


@pytest.mark.parametrize("suffices", [False, True])
def test_the_second_factor_is_the_desks_unless_the_providers_suffices(
    suffices: bool, served: Provider, known: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import timezone

    from mingjian.desk.offices.models import Factor

    changed = {"second_factor": "required", "oidc_second_factor": suffices}
    monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update=changed))
    Factor.objects.create(user=known, secret="x", since=timezone.now())
    client = Client()
    answer = back(client, served)
    assert answer.headers["Location"].startswith("/clues" if suffices else "/second")
    assert inside(client) == suffices


def test_a_secret_whose_file_is_gone_is_told(served: Provider, known: User) -> None:
    """A fault of the settings is no fault of the program, and opens nothing."""
    client = Client()
    consent = served.consent(there(client))
    Path(django_settings.DESK.oidc_secret_file).unlink()
    answer = client.get(consent)
    assert answer.status_code == 503
    assert "secret.txt" in answer.content.decode()
    assert not inside(client)


def test_a_first_password_is_not_asked_of_whom_the_provider_knows(served: Provider, known: User) -> None:
    User.objects.filter(pk=known.pk).update(must_change=True)
    client = Client()
    back(client, served)
    assert inside(client)
    by_password = Client()
    by_password.post("/login", {"username": "p", "password": "Test-Pass-2025"})
    assert not inside(by_password)


def test_new_keys_are_asked_for_once_in_a_while_only(
    served: Provider, known: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    assert back(Client(), served).status_code == 302
    new = RSAKey.generate_key(2048, {"kid": "two", "use": "sig"})
    served.published = [new]
    served.sign = lambda given: jwt.encode({"alg": "RS256", "kid": "two"}, given, new)
    assert back(Client(), served).status_code == 401
    fetched = served.asked.count("/jwks")
    monkeypatch.setattr(oidc, "_AGAIN", 0)
    assert back(Client(), served).status_code == 302
    assert served.asked.count("/jwks") == fetched + 1


@pytest.mark.parametrize(
    "about",
    [{"issuer": "https://elsewhere.example"}, {"jwks_uri": "http://elsewhere.example/jwks"},
     {"token_endpoint": None}, {"authorization_endpoint": "javascript:alert(1)"}],
)  # fmt: skip
def test_a_description_that_leads_elsewhere_is_not_followed(
    about: dict[str, Any], served: Provider, known: User
) -> None:
    served.about = about
    client = Client()
    begun = client.get("/oidc/login")
    if begun.status_code == 302:
        assert client.get(served.consent(begun.headers["Location"])).status_code == 401
    else:
        assert begun.status_code == 401
    assert not inside(client)


def test_a_provider_that_is_away_is_told_and_a_desk_without_one_has_no_such_page(
    served: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.end()
    answer = Client().get("/oidc/login")
    assert answer.status_code == 503
    assert "暂不可用" in answer.content.decode()
    monkeypatch.setattr("django.conf.settings.DESK", django_settings.DESK.model_copy(update={"oidc_issuer": ""}))
    for path in ("/oidc/login", "/oidc/callback"):
        assert Client().get(path).status_code == 404
    assert "/oidc/" not in Client().get("/login").content.decode()


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/\\evil", "javascript:x"])
def test_nobody_is_led_elsewhere_afterwards(next_: str, served: Provider, known: User) -> None:
    client = Client()
    answer = client.get(served.consent(there(client, next_)))
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("issuer", ["http://sso.example", "ftp://x", "sso.example"])
def test_an_issuer_that_is_not_https_is_an_error_of_the_settings(issuer: str) -> None:
    from mingjian.desk.config import DeskConfig

    with pytest.raises(ValueError, match="oidc_issuer"):
        DeskConfig(oidc_issuer=issuer)
