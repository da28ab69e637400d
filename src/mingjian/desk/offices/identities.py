"""Who users are elsewhere. Nothing that comes in from outside makes a user or gives a role: it only says who one is."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.models import Identity, User

__all__ = ["LDAP", "OIDC", "set_identity", "subject_of", "user_of_subject"]

OIDC, LDAP = "oidc", "ldap"


def subject_of(user: User, provider: str) -> str | None:
    """Who a user is at a provider."""
    return Identity.objects.filter(user=user, provider=provider).values_list("subject", flat=True).first()


def user_of_subject(provider: str, subject: str) -> User | None:
    """The user somebody from a provider is here, sign for sign; None for who is nobody."""
    found = Identity.objects.select_related("user").filter(provider=provider, subject=subject).first()
    return found.user if found is not None and found.subject == subject else None


def set_identity(user: User, provider: str, subject: str) -> None:
    """Say who a user is at a provider, or that he is nobody there. `BadRequest` when that is somebody else."""
    Identity.objects.filter(user=user, provider=provider).delete()
    if not subject:
        return
    try:
        with transaction.atomic():
            Identity.objects.create(user=user, provider=provider, subject=subject)
    except IntegrityError:
        raise BadRequest(
            f"外部身份“{subject}”已对应其他用户", f"'{subject}' is another user already", provider
        ) from None
