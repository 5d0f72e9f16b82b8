"""How the secret of an API client is kept (docs/decisions/0006-client-secrets.md)."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class ClientSecretHasher(PBKDF2PasswordHasher):
    """One round is enough for a secret of 128 random characters, never for a password that a person chose."""

    algorithm = "pbkdf2_sha256_client"
    iterations = 1
