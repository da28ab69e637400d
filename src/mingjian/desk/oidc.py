"""Logging in through an OpenID Connect provider: authorization code with PKCE, state and nonce, a checked token.

Sources: OpenID Connect Core 1.0 (3.1), RFC 7636 (PKCE), RFC 9700 (best current practice). Signatures and claims are
checked by joserfc; keys come from the issuer that the settings name and from nowhere else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import secrets
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from mingjian.desk.config import DeskConfig, SettingsError
from mingjian.desk.errors import DeskError, Unavailable

__all__ = ["Provider", "Refused", "Started", "provider"]

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures with a public key only: with `HS256` a client secret would do, with `none` nothing."""
SKEW = 60
"""Seconds that two clocks may differ."""
KEPT = 3600
"""Seconds that the provider's description and keys are kept."""
_AGAIN = 60
"""Seconds before keys are asked for once more because of a token whose key is not known."""
_TIMEOUT, _LARGEST = 10, 1024 * 1024


class Refused(DeskError):
    """What came back does not open the desk; `reason` is for the log, people are told no more than that."""

    status = 401

    def __init__(self, reason: str) -> None:
        super().__init__(
            "统一身份认证登录未成功，请重新登录", "the log-in at the provider did not succeed: log in again"
        )
        self.reason = reason


@dataclass(frozen=True)
class Started:
    """A log-in that was begun: what the browser's session keeps until it comes back."""

    state: str
    nonce: str
    verifier: str


class _Stays(urllib.request.HTTPRedirectHandler):
    """Does not follow: what the settings name is asked, and nobody else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """None: an error."""
        return


class Provider:
    """One provider, as the settings name it."""

    def __init__(self, config: DeskConfig) -> None:
        self._config = config
        self._opener = urllib.request.build_opener(_Stays)
        self._lock = threading.Lock()
        self._about: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, Any] | None = None

    def begin(self, back: str) -> tuple[str, Started]:
        """Where to send the browser, and what to remember."""
        started = Started(*(secrets.token_urlsafe(32) for _ in range(3)))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(started.verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code", "client_id": self._config.oidc_client, "redirect_uri": back, "scope": "openid",
            "state": started.state, "nonce": started.nonce, "code_challenge": challenge,
            "code_challenge_method": "S256",
        }  # fmt: skip
        where = self._endpoint("authorization_endpoint")
        return f"{where}{'&' if urlsplit(where).query else '?'}{urlencode(asked)}", started

    def subject(self, code: str, started: Started, back: str) -> str:
        """Whom a code is of. `Refused` for anything that is not as it must be."""
        given = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": started.verifier,
            "client_id": self._config.oidc_client,
        }  # fmt: skip
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if self._config.oidc_secret_file:
            secret = self._config.secret_in(self._config.oidc_secret_file)
            pair = f"{_quoted(self._config.oidc_client)}:{_quoted(secret)}"
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        answer = self._json(self._endpoint("token_endpoint"), urlencode(given).encode(), headers)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Refused("no id_token")
        return self._checked(token, started.nonce)

    def _checked(self, token: str, nonce: str) -> str:
        """The subject of a token that is signed, for us, of now and of this log-in."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        claims = None
        for fresh in (False, True):  # a key that is not known may be a new one
            try:
                claims = jwt.decode(token, self._key_set(fresh), algorithms=ALGORITHMS).claims
                break
            except (JoseError, ValueError, KeyError, TypeError) as error:
                if fresh:
                    raise Refused(f"signature: {type(error).__name__}") from error
        assert claims is not None
        audience, now = claims.get("aud"), time.time()
        listed = [audience] if isinstance(audience, str) else audience
        if claims.get("iss") != self._config.oidc_issuer:
            raise Refused("iss")
        if not isinstance(listed, list) or self._config.oidc_client not in listed:
            raise Refused("aud")
        if claims.get("azp", self._config.oidc_client) != self._config.oidc_client or (
            len(listed) > 1 and "azp" not in claims
        ):
            raise Refused("azp")
        if _instant(claims.get("exp"), 0.0) + SKEW <= now:
            raise Refused("exp")
        if _instant(claims.get("iat"), math.inf) - SKEW > now:
            raise Refused("iat")
        if "nbf" in claims and _instant(claims["nbf"], math.inf) - SKEW > now:
            raise Refused("nbf")
        said = claims.get("nonce")
        if not isinstance(said, str) or not secrets.compare_digest(said.encode(), nonce.encode()):
            raise Refused("nonce")
        subject = claims.get("sub")
        if not isinstance(subject, str) or not subject or len(subject) > 255:
            raise Refused("sub")
        return subject

    def _key_set(self, fresh: bool) -> Any:
        from joserfc.jwk import KeySet

        with self._lock:
            age = time.monotonic() - self._keys[0] if self._keys else KEPT
            if self._keys is None or age >= (_AGAIN if fresh else KEPT):
                where = self._endpoint("jwks_uri")
                self._keys = (time.monotonic(), KeySet.import_key_set(self._json(where)))  # type: ignore[arg-type]
            return self._keys[1]

    def _endpoint(self, name: str) -> str:
        if self._about is None or time.monotonic() - self._about[0] >= KEPT:
            about = self._json(f"{self._config.oidc_issuer.rstrip('/')}/.well-known/openid-configuration")
            if about.get("issuer") != self._config.oidc_issuer:
                raise Refused("the description is of another issuer")
            self._about = (time.monotonic(), about)
        where = self._about[1].get(name)
        if not isinstance(where, str) or not _safe(where):
            raise Refused(f"{name} is missing or is not https")
        return where

    def _json(self, url: str, data: bytes | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(url, data, {"Accept": "application/json", **(headers or {})})  # noqa: S310
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as answer:
                read = json.loads(answer.read(_LARGEST))
        except urllib.error.HTTPError as error:
            if data is not None and 400 <= error.code < 500:
                raise Refused(f"the provider refused the code ({error.code})") from error
            raise _unavailable() from error
        except (OSError, ValueError) as error:
            raise _unavailable() from error
        if not isinstance(read, dict):
            raise _unavailable()
        return read


_PROVIDERS: dict[str, Provider] = {}


def provider(config: DeskConfig) -> Provider | None:
    """The provider of the settings, kept with its keys; None where there is none."""
    if not config.oidc_issuer:
        return None
    if not config.oidc_client:
        raise SettingsError("缺少设置“oidc_client”", "the setting 'oidc_client' is missing")
    key = f"{config.folder}\n{config.oidc_issuer}\n{config.oidc_client}\n{config.oidc_secret_file}"
    return _PROVIDERS.setdefault(key, Provider(config))


def _safe(url: str) -> bool:
    """HTTPS, or this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1"))


def _quoted(text: str) -> str:
    return urlencode({"": text})[1:]


def _instant(value: Any, otherwise: float) -> float:
    """A time of a token; what is none counts as the worst."""
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if usable else otherwise


def _unavailable() -> Unavailable:
    return Unavailable(
        "统一身份认证暂不可用，请稍后再试或用口令登录",
        "the log-in provider does not answer: try later, or use a password",
    )
