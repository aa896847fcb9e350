"""A small issuer on loopback: discovery, authorisation, token, keys and user info, each of which a test can falsify."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT_ID, CLIENT_SECRET = "desk", "a secret of the desk"


@cache
def signing_key(algorithm: str, owner: str) -> Any:
    """Return a private key; each owner has another."""
    if algorithm.startswith("ES"):
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_jwk(algorithm: str) -> dict[str, Any]:
    kind: Any = ECAlgorithm if algorithm.startswith("ES") else RSAAlgorithm
    key: dict[str, Any] = kind.to_jwk(signing_key(algorithm, "issuer").public_key(), as_dict=True)
    return {**key, "kid": algorithm, "use": "sig", "alg": algorithm}


@dataclass
class Issuer:
    """An issuer, the person who is signed in there, and what it says wrongly."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    discovery: dict[str, Any] = field(default_factory=dict)
    token_changes: dict[str, Any] = field(default_factory=dict)
    userinfo_changes: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    key_owner: str = "issuer"
    id_token: str | None = None
    requests: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorise(self, url: str) -> dict[str, str]:
        """Sign the person in, as the browser does; return the query of the way back."""
        query = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(f"{self.url}/authorise")
        assert (query["client_id"], query["response_type"]) == (CLIENT_ID, "code")
        code = f"code-{len(self._codes)}"
        self._codes[code] = query
        return {"code": code, "state": query["state"]}

    def answer(self, path: str, body: dict[str, str], headers: Any) -> tuple[int, Any]:
        """Return the status and the document at a path."""
        self.requests.append(path)
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, self._describe()
        if path == "/keys":
            return 200, {"keys": [public_jwk("RS256"), public_jwk("ES256")]}
        if path == "/userinfo" and headers["Authorization"] == "Bearer access":
            return 200, {**self.person, **self.userinfo_changes}
        if path == "/token":
            return self._give_token(body)
        return 404, {}

    def _describe(self) -> dict[str, Any]:
        names = {"authorization": "authorise", "token": "token", "userinfo": "userinfo"}
        endpoints = {f"{name}_endpoint": f"{self.url}/{path}" for name, path in names.items()}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys", **endpoints, **self.discovery}

    def _give_token(self, body: dict[str, str]) -> tuple[int, Any]:
        query = self._codes.pop(body["code"], None)
        secret = (body.get("client_id"), body.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if not query or not secret or not _proves(body.get("code_verifier", ""), query["code_challenge"]):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self._sign(query["nonce"])}

    def _sign(self, nonce: str) -> str:
        if self.id_token is not None:
            return self.id_token
        now = int(time.time())
        times = {"iat": now, "exp": now + 300}
        claims = {"iss": self.url, "aud": CLIENT_ID, "nonce": nonce, **times, **self.person, **self.token_changes}
        key = signing_key(self.algorithm, self.key_owner)
        return jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": self.algorithm})


def _proves(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


@contextmanager
def run_issuer() -> Iterator[Issuer]:
    """Serve an issuer on a free port of loopback."""
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()))
            status, document = issuer.answer(urlsplit(self.path).path, body, self.headers)
            text = document if isinstance(document, str) else json.dumps(document)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status == 302:
                self.send_header("Location", text)
            self.end_headers()
            self.wfile.write(text.encode())

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    issuer.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
