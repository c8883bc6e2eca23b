"""Certificates for a cluster on loopback, signed by an authority of our own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SINCE, UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def make_certificates(folder: Path) -> tuple[Path, Path, Path]:
    """Return the files of an authority's certificate, of one signed by it, and of the key of that one."""
    authority, ours = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Authority of the tests")])
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "cluster")])
    root = _signed(issuer, issuer, authority.public_key(), authority, is_authority=True)
    leaf = _signed(subject, issuer, ours.public_key(), authority, is_authority=False)
    key = ours.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    folder.mkdir(parents=True, exist_ok=True)
    files = (folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    for file, data in zip(files, (root, leaf, key), strict=True):
        file.write_bytes(data)
    return files


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    by: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> bytes:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    )
    return builder.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
