"""Asking a directory (LDAP) whether a password is somebody's: looked up by who the mapping says he is, then a bind.

What is typed at the log-in never reaches a filter: the name finds a user here, his mapping names the entry there, and
that is escaped. An empty password is refused before anything is asked, since directories take it for an anonymous bind
and say yes (RFC 4513 5.1.2). Nothing is said over a line that is not TLS, unless the settings say so.
"""

from __future__ import annotations

import logging
from typing import Any

from mingjian.desk.config import DeskConfig, SettingsError
from mingjian.desk.errors import Unavailable

__all__ = ["is_directory_password"]

SECONDS = 8
log = logging.getLogger("mingjian.desk")


def is_directory_password(config: DeskConfig, subject: str, password: str) -> bool:
    """Whether it is the password of the entry that is called so. `Unavailable` when the directory does not answer."""
    if not password or not subject or "\x00" in password:
        return False
    try:
        import ldap
        import ldap.filter
    except ImportError as error:
        log.error("ldap_url is set but python-ldap is not installed (pip install mingjian[ldap])")
        raise _unavailable() from error
    try:
        name = _entry(ldap, config, subject)
        if name is None:
            return False
        _connected(ldap, config).simple_bind_s(name, password)
    except (ldap.INVALID_CREDENTIALS, ldap.UNWILLING_TO_PERFORM, ldap.INAPPROPRIATE_AUTH, ldap.CONSTRAINT_VIOLATION):
        return False
    except (ldap.LDAPError, SettingsError) as error:
        log.error("the directory cannot be asked: %s", type(error).__name__ + ": " + str(error)[:300])
        raise _unavailable() from error
    return True


def _entry(ldap: Any, config: DeskConfig, subject: str) -> str | None:
    """The one entry below the base that is called so; None for none, and for several, which name nobody."""
    con = _connected(ldap, config)
    secret = config.secret_in(config.ldap_password_file) if config.ldap_password_file else ""
    if config.ldap_bind:
        if not secret:
            raise SettingsError("缺少目录查找账号的口令文件", "ldap_bind needs ldap_password_file")
        try:
            con.simple_bind_s(config.ldap_bind, secret)
        except ldap.INVALID_CREDENTIALS as error:  # of the desk's own account: nobody's password is wrong
            raise SettingsError("目录查找账号的口令不正确", "the password of ldap_bind is wrong") from error
    wanted = f"({config.ldap_attribute}={ldap.filter.escape_filter_chars(subject)})"
    try:
        found = con.search_ext_s(config.ldap_base, ldap.SCOPE_SUBTREE, wanted, ["1.1"], sizelimit=2, timeout=SECONDS)
    except ldap.SIZELIMIT_EXCEEDED:
        return None
    names = [name for name, _ in found if name]
    return names[0] if len(names) == 1 else None


def _connected(ldap: Any, config: DeskConfig) -> Any:
    con = ldap.initialize(config.ldap_url, bytes_mode=False)
    con.protocol_version = 3
    con.set_option(ldap.OPT_REFERRALS, 0)  # another server is not the one the settings name
    con.set_option(ldap.OPT_NETWORK_TIMEOUT, SECONDS)
    con.set_option(ldap.OPT_TIMEOUT, SECONDS)
    secure = config.ldap_url.startswith("ldaps://")
    if secure or config.ldap_starttls:
        con.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
        if config.ldap_ca_file:
            con.set_option(ldap.OPT_X_TLS_CACERTFILE, str(config.folder / config.ldap_ca_file))
        con.set_option(ldap.OPT_X_TLS_NEWCTX, 0)  # last: it takes what was set before
    if not secure and config.ldap_starttls:
        con.start_tls_s()
    return con


def _unavailable() -> Unavailable:
    return Unavailable("目录服务暂不可用，请稍后再试或告知系统管理员", "the directory does not answer: try again later")
