"""TLS verifies the certificate against the name, although the address is fixed."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from claims.intake.fetching import fetch_page
from claims.refusals import FetchFailed, FetchTimeout
from tests.intake.loopback_web import LoopbackWeb, http_answer


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A self-signed certificate for news.example, its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    pem += key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "news.pem"
    path.write_bytes(pem)
    return path


@pytest.fixture
def secure(serve: Callable[..., LoopbackWeb], certificate: Path) -> LoopbackWeb:
    """The test web over TLS, with a trusted certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    web = serve(tls=context)
    web.network = replace(web.network, tls=ssl.create_default_context(cafile=certificate))
    web.names["other.example"] = ["127.0.0.1"]
    web.pages["/"] = http_answer(b"<p>No.</p>")
    return web


def test_a_page_is_fetched_over_tls(secure: LoopbackWeb) -> None:
    assert fetch_page(secure.url(scheme="https"), secure.network).body == b"<p>No.</p>"


def test_a_certificate_for_another_name_is_refused(secure: LoopbackWeb) -> None:
    with pytest.raises(FetchFailed, match="is not valid"):
        fetch_page(secure.url(scheme="https", host="other.example"), secure.network)


def test_an_untrusted_certificate_is_refused(secure: LoopbackWeb) -> None:
    with pytest.raises(FetchFailed, match="is not valid"):
        fetch_page(secure.url(scheme="https"), replace(secure.network, tls=None))
    assert secure.requests == []


def test_a_silent_handshake_ends_at_the_deadline(web: LoopbackWeb) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        web.port = silent.getsockname()[1]
        network = replace(web.network, timeout_seconds=0.5, ports=frozenset({web.port}))
        with pytest.raises(FetchTimeout):
            fetch_page(web.url(scheme="https"), network)
