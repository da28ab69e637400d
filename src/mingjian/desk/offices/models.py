"""Tables of offices and people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from mingjian.desk.offices.roles import Right, Role, clearance_of, rights_of, unmasks_to
from mingjian.models.enumerations import Labelled, Line

__all__ = ["Factor", "Identity", "Level", "Office", "RecoveryCode", "User", "UserLine", "UserRole"]


class Level(Labelled):
    """Level of an office in the tree."""

    SUPREME = "supreme", "最高人民检察院", "supreme"
    PROVINCE = "province", "省级院", "province"
    CITY = "city", "市级院", "city"
    COUNTY = "county", "基层院", "county"
    SPECIALISED = "specialised", "专门检察院", "specialised"


class Office(models.Model):
    """An office 检察院. `path` holds the codes from the root down (`340000/340100/`): below means beginning with it."""

    code = models.CharField(max_length=12, unique=True)
    path = models.CharField(max_length=120, unique=True)
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=120)
    short = models.CharField(max_length=8, default="", blank=True, help_text="office word of its document numbers")
    level = models.CharField(max_length=12, choices=[(one.value, one.zh) for one in Level])
    region = models.CharField(max_length=6, db_index=True, help_text="six-digit code of what it is responsible for")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    contact = models.CharField(max_length=80, default="", blank=True, help_text="whom other offices may ask")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.zh

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep `path` what parent and code say."""
        self.path = (self.parent.path if self.parent is not None else "") + self.code + "/"
        super().save(*args, **kwargs)

    def holds(self, other: Office) -> bool:
        """Whether the other office is this one or below it."""
        return other.path.startswith(self.path)


class UserManager(BaseUserManager["User"]):
    """Making and finding users."""

    def create(self, **given: Any) -> User:
        """Not this way: `create_user` hashes the password."""
        raise NotImplementedError("use create_user")

    def create_user(
        self, username: str, password: str, office: Office, name: str, roles: Iterable[Role], lines: Iterable[Line],
        hashed: str = "", **more: Any,
    ) -> User:  # fmt: skip
        """A user with roles and lines; the password is not checked here (`services.add_user` does).

        `hashed` is the password's hash where it was made already, as for the people of a demo, who share one.
        """
        user: User = self.model(username=username, office=office, name=name, **more)
        if hashed:
            user.password = hashed
        else:
            user.set_password(password)
        user.save(using=self._db)
        UserRole.objects.bulk_create(UserRole(user=user, role=role.value) for role in roles)
        UserLine.objects.bulk_create(UserLine(user=user, line=line.value) for line in lines)
        return user


class User(AbstractBaseUser):
    """Somebody who logs in: of one office, with roles and business lines."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="users")
    phone = models.CharField(max_length=40, default="", blank=True)
    language = models.CharField(max_length=2, default="", blank=True)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False, help_text="the password has to be changed at the next log-in")
    failures = models.PositiveSmallIntegerField(default=0, help_text="failures since the last log-in, from anywhere")
    locked_until = models.DateTimeField(null=True)
    locked = models.BooleanField(default=False, help_text="locked by the security administrator, until he unlocks")
    password_set = models.DateTimeField(auto_now_add=True)
    sessions_ended = models.PositiveIntegerField(default=0, help_text="raised to end all sessions of the user")
    version = models.PositiveIntegerField(default=1)

    scope: frozenset[Right] | None = None
    """Of a request that came with a token: the rights it has. None: all that the roles bring."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = []
    objects = UserManager()

    class Meta:
        ordering: ClassVar = ["username"]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    @cached_property
    def role_set(self) -> frozenset[Role]:
        """The roles of the user."""
        return frozenset(Role.of(one.role) for one in self.roles.all())

    @cached_property
    def line_set(self) -> frozenset[Line]:
        """The business lines of the user."""
        return frozenset(Line.of(one.line) for one in self.lines.all())

    @cached_property
    def offices_below(self) -> list[int]:
        """Keys of the user's office and of those below: a list, with which databases plan better than with a join."""
        return list(Office.objects.filter(path__startswith=self.office.path).values_list("pk", flat=True))

    @property
    def rights(self) -> frozenset[Right]:
        """What the user may do."""
        own = rights_of(self.role_set)
        return own if self.scope is None else own & self.scope

    @property
    def clearance(self) -> int:
        """The clearance (1–4) screens are masked by."""
        return clearance_of(self.role_set)

    @property
    def unmasks_to(self) -> int:
        """The clearance a logged unmasking reaches."""
        return unmasks_to(self.role_set)

    def may(self, right: Right) -> bool:
        """Whether the user has a right."""
        return right in self.rights

    def get_session_auth_hash(self) -> str:
        """What a session must carry to go on: another password, or `sessions_ended` raised, ends every session."""
        return salted_hmac("mingjian.session", f"{self.password} {self.sessions_ended}", algorithm="sha256").hexdigest()


class UserRole(models.Model):
    """A role a user has."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(one.value, one.zh) for one in Role])

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "role"], name="one_role_once")]


class UserLine(models.Model):
    """A business line a user works in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="lines")
    line = models.CharField(max_length=20, choices=[(one.value, one.zh) for one in Line])

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "line"], name="one_line_once")]


class Factor(models.Model):
    """The second factor of a user: the secret he shares with his telephone, encrypted with the desk's key."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="factor")
    secret = models.CharField(max_length=200)
    since = models.DateTimeField()
    last_step = models.BigIntegerField(default=0, help_text="of the last code that was taken; none before is again")


class RecoveryCode(models.Model):
    """A code to log in with once when the telephone is lost; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    hashed = models.CharField(max_length=64)
    used = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "hashed"], name="one_code_once")]


class Identity(models.Model):
    """Who a user is elsewhere: set by the security administrator, never by what comes in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=8, help_text="oidc or ldap")
    subject = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_user_an_identity"),
            models.UniqueConstraint(fields=["provider", "user"], name="one_identity_a_provider"),
        ]
