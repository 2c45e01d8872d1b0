"""Secrets that are told once: only their digests are kept."""

import hashlib


def token_digest(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()
