"""A small OpenID Connect provider of our own: real keys, real HTTP, and every way in which it can be made to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

__all__ = ["CLIENT", "SECRET", "Provider"]

CLIENT, SECRET = "mingjian desk", "s3cret/+"


class Provider:
    """Serves until `end`. `change` is asked to change the claims of every token, `sign` makes another signature."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.published = [self.key]
        self.subject = "u-1"
        self.change: Callable[[dict[str, Any]], None] = lambda claims: None
        self.sign: Callable[[dict[str, Any]], str] | None = None
        self.asked: list[str] = []
        self.about: dict[str, Any] = {}
        self._codes: dict[str, dict[str, str]] = {}
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.asked.append(self.path)
                parts = urlsplit(self.path)
                if parts.path.endswith("openid-configuration"):
                    self.tell(owner.description())
                elif parts.path == "/jwks":
                    self.tell({"keys": [key.as_dict(private=False) for key in owner.published]})
                else:
                    self.send_error(404)

            def do_POST(self) -> None:
                given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                answer = owner.token({name: one[0] for name, one in given.items()}, self.headers["Authorization"])
                self.tell(answer, 400 if "error" in answer else 200)

            def tell(self, said: dict[str, Any], status: int = 200) -> None:
                data = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/jwks", **self.about,
        }  # fmt: skip

    def consent(self, where: str) -> str:
        """What somebody's browser does at the provider: logs in there, and is sent back to this address."""
        asked = {name: one[0] for name, one in parse_qs(urlsplit(where).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(12)
        self._codes[code] = asked
        return f"{urlsplit(asked['redirect_uri']).path}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str], authorization: str | None) -> dict[str, Any]:
        """A token for a code: once, for whom has the verifier, the secret and the address of the beginning."""
        asked = self._codes.pop(given.get("code", ""), None)
        pair = base64.b64encode(urlencode({CLIENT: SECRET}).replace("=", ":").encode()).decode()
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or authorization != f"Basic {pair}"
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != given["redirect_uri"]
        ):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims: dict[str, Any] = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "nonce": asked["nonce"],
                                  "iat": now, "exp": now + 300}  # fmt: skip
        self.change(claims)
        made = self.sign(claims) if self.sign else jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": made}

    def by_secret(self, claims: dict[str, Any]) -> str:
        """A token signed with the client's secret."""
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 4), algorithms=["HS256"])

    def by_public_key(self, claims: dict[str, Any]) -> str:
        """The old confusion: the public key taken as a shared secret."""
        pem = self.key.as_pem(private=False)

        def part(data: dict[str, Any]) -> str:
            return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

        import hmac

        body = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims)}"
        mac = hmac.new(pem, body.encode(), hashlib.sha256).digest()
        return f"{body}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"

    def by_nobody(self, claims: dict[str, Any]) -> str:
        """A token that is not signed."""

        def part(data: dict[str, Any]) -> str:
            return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")

        return f"{part({'alg': 'none'})}.{part(claims)}."

    def by_stranger(self, claims: dict[str, Any]) -> str:
        """A token signed with a key that is not published, under the name of one that is."""
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))

    def tampered(self, claims: dict[str, Any]) -> str:
        """A token whose claims were changed after it was signed."""
        head, _, mac = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key).split(".")
        changed = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "u-2"}).encode()).decode().rstrip("=")
        return f"{head}.{changed}.{mac}"
