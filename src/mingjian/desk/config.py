"""The settings of a desk: one file, `desk.toml`, in the desk's folder. Everything has a default but the lake.

    lake = "../lake"
    database = ""                # SQLite beside this file; or postgresql://user:password@host/name
    port = 8000

Paths are relative to the folder of the file. An unknown setting or a wrong value is an error that names it.
"""

from __future__ import annotations

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from mingjian.desk.connection import Connection, DropFolder, where
from mingjian.standards.wrong_value import said

__all__ = ["FILE", "DeskConfig", "SettingsError", "load_config", "toml_value", "write_config"]

FILE = "desk.toml"
FOLDER = "MINGJIAN_DESK"
"""The environment variable that names the desk's folder."""


Named = TypeVar("Named", Connection, DropFolder)


class SettingsError(Exception):
    """A settings file that cannot be used; all its errors at once."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class DeskConfig(BaseModel):
    """What can be set. The description of a field is its documentation (`docs/settings.md`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path = Field(default=Path(), exclude=True, description="folder of the settings file; not a setting")
    lake: Path = Field(default=Path("lake"), description="数据湖文件夹 folder of the lake")
    database: str = Field(
        default="", description="数据库地址，空为本文件夹的 SQLite database URL (postgresql://…); empty: SQLite here"
    )
    host: str = Field(default="127.0.0.1", description="监听地址 address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="监听端口 port to listen on")
    hosts: list[str] = Field(
        default=["localhost", "127.0.0.1", "[::1]"], description="允许的主机名 host names the desk answers to"
    )
    secure: bool = Field(default=False, description="经 HTTPS 访问 reached over HTTPS: cookies are marked so")
    language: Literal["zh", "en"] = Field(default="zh", description="默认语言 language until a user chooses one")
    session_minutes: int = Field(
        default=30, ge=1, le=1440, description="无操作退出的分钟数 minutes without use to log-out"
    )
    lockout_failures: int = Field(
        default=5,
        ge=3,
        le=50,
        description="同一地址连续失败几次后锁定 failures for a name from one address to a lock-out there",
    )
    lockout_name: int = Field(
        default=30,
        ge=5,
        le=1000,
        description="各地址合计失败几次后锁定用户（曾登录的地址除外）"
        " failures from all addresses to a lock-out everywhere but where the user logged in before",
    )
    lockout_address: int = Field(
        default=100,
        ge=10,
        le=100_000,
        description="同一地址失败几次后暂停其登录 failures from one address, for whatever names, to a pause there",
    )
    lockout_minutes: int = Field(default=15, ge=1, le=1440, description="锁定时长 minutes a lock-out lasts")
    second_factor: Literal["off", "optional", "required"] = Field(
        default="optional",
        description="动态验证码：off 不用；optional 自愿，三类管理员必须；required 人人必须"
        " one-time codes: off; optional, but for the three administrators; required of everybody",
    )
    proxies: int = Field(
        default=0,
        ge=0,
        le=10,
        description="前置反向代理层数，用于取得来访地址 proxies before the desk that add to X-Forwarded-For",
    )
    api_per_second: int = Field(
        default=30, ge=0, le=10_000, description="每用户每秒请求上限，0 为不限 requests a second of a user; 0: no limit"
    )
    api_per_minute: int = Field(
        default=900,
        ge=0,
        le=100_000,
        description="每用户每分钟请求上限，0 为不限 requests a minute of a user; 0: no limit",
    )
    unmaskings_per_day: int = Field(
        default=200,
        ge=0,
        le=100_000,
        description="每用户每日查看全部内容的次数上限，0 为不限 unmaskings a day of a user; 0: no limit",
    )
    expansions_per_day: int = Field(
        default=500,
        ge=0,
        le=100_000,
        description="每用户每日展开关系图的次数上限，0 为不限 expansions of graphs a day of a user; 0: no limit",
    )
    exports_per_day: int = Field(
        default=50, ge=0, le=100_000, description="每用户每日导出上限，0 为不限 exports a day of a user; 0: no limit"
    )
    export_rows: int = Field(default=5000, ge=1, le=100_000, description="一次导出的行数上限 rows of an export at most")
    oidc_issuer: str = Field(
        default="",
        pattern=r"^(|https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?)$",
        max_length=300,
        description="统一身份认证（OpenID Connect）的签发者地址，空为不用"
        " issuer of an OpenID Connect provider; empty: none",
    )
    oidc_client: str = Field(default="", max_length=200, description="在统一身份认证登记的客户端编号 client id there")
    oidc_secret_file: str = Field(
        default="",
        description="存放客户端密钥的文件，空为公开客户端 file with the client secret; empty: a public client",
    )
    oidc_label: str = Field(
        default="", max_length=40, description="登录页上统一身份认证的名称 what the log-in page calls the provider"
    )
    oidc_second_factor: bool = Field(
        default=False,
        description="统一身份认证已含多因素，工作台不再要验证码"
        " the provider asks for a second factor itself: the desk asks for none",
    )
    ldap_url: str = Field(
        default="",
        pattern=r"^(|ldaps?://[^\s/]+)$",
        max_length=300,
        description="目录服务地址（ldaps://…），空为不用 address of a directory (ldaps://…); empty: none",
    )
    ldap_starttls: bool = Field(
        default=True, description="ldap:// 须先转为 TLS ldap:// has to go over to TLS before anything is said"
    )
    ldap_ca_file: str = Field(
        default="",
        description="目录服务证书的签发者证书，空为系统所信任 certificate of its issuer; empty: the system's",
    )
    ldap_base: str = Field(
        default="", max_length=300, description="在此之下查找用户 users are looked for below this name"
    )
    ldap_attribute: str = Field(
        default="uid",
        pattern=r"^[A-Za-z][A-Za-z0-9-]*$",
        max_length=60,
        description="目录中标识用户的属性 attribute that identifies a user there (uid, sAMAccountName, entryUUID)",
    )
    ldap_bind: str = Field(
        default="", max_length=300, description="用于查找的账号，空为匿名查找 name to look up with; empty: anonymously"
    )
    ldap_password_file: str = Field(default="", description="存放其口令的文件 file with its password")
    password_length: int = Field(default=10, ge=8, le=64, description="口令最短长度 shortest password")
    upload_megabytes: int = Field(default=50, ge=1, le=4096, description="附件上限 largest attachment in MB")
    data_megabytes: int = Field(default=2048, ge=1, le=102_400, description="数据上限 largest delivery of data in MB")
    workers: int = Field(default=1, ge=1, le=64, description="工作进程数 processes that answer requests")
    threads: int = Field(default=4, ge=1, le=64, description="每个进程的线程数 threads of each process")
    metrics_token: str = Field(
        default="",
        max_length=200,
        description="读取 /metrics 的令牌，空为仅系统管理员 token for /metrics; empty: system administrator only",
    )
    disk_megabytes: int = Field(
        default=500, ge=0, description="剩余磁盘低于此数（MB）即告警 free disk in MB below which the desk is unwell"
    )
    jobs: int = Field(
        default=1,
        ge=0,
        le=16,
        description="serve 同时执行的任务数，0 为不执行 jobs that serve works on at a time; 0: none",
    )
    backup_to: list[str] = Field(
        default=[], description="备份公钥，见 mingjian desk backup-key public keys that backups are encrypted for"
    )
    backup_days: int = Field(
        default=0, ge=0, description="超过几天没有备份即告警，0 为不提醒 days without a backup to a warning; 0: never"
    )
    remind_days: int = Field(default=7, ge=0, le=90, description="期限前几天提醒 days before a deadline to remind")
    escalate_days: int = Field(
        default=3, ge=0, le=90, description="超期几天后报检察长 days overdue until the chief is told (heads: at once)"
    )
    extensions: int = Field(
        default=2,
        ge=0,
        le=9,
        description="期限最多延长次数，法定期限不得延长 times to extend a deadline, never a statutory one",
    )
    models_per_point: int = Field(
        default=5,
        ge=0,
        le=1000,
        description="一个监督点的模型上限，超过须说明理由，0 为不限"
        " models of one supervision point; one more takes a reason; 0: no limit",
    )
    small_cells: int = Field(
        default=5,
        ge=1,
        le=1000,
        description="只看统计的角色（建模员、模型审核员、数据管理员）看不到小于此数的单元，合计也不含；1 为不隐去"
        " cells below this are left out, of totals too, for roles that see statistics only; 1: none",
    )
    sources: list[Connection] = Field(
        default=[],
        description="可取数的数据库，每个一节 [[sources]] databases that rows may be taken from, a section each",
    )
    folders: list[DropFolder] = Field(
        default=[],
        description="投递文件夹，每个一节 [[folders]] folders that agencies put files into, a section each",
    )
    watch: bool = Field(
        default=True,
        description="serve 同时执行定时任务；false 则另行 mingjian watch"
        " serve looks after schedules too; false: mingjian watch does",
    )
    demo: bool = Field(default=False, description="演示：登录页列出各角色用户 demo: the login page names its users")

    @field_validator("sources", "folders")
    @classmethod
    def _one_name_each(cls, given: list[Named]) -> list[Named]:
        names = [one.name for one in given]
        if len(set(names)) != len(names):
            raise ValueError("名称重复 / two of one name")
        return given

    @model_validator(mode="after")
    def _folders_are_others(self) -> Self:
        desk = self.folder.resolve()
        closed = {self.lake_path, desk / "uploads"}
        for one in self.folders:
            place = (self.folder / one.path).resolve()
            if place == desk or closed & {place, *place.parents}:
                raise ValueError(
                    f"投递文件夹“{one.name}”不能在数据湖中，也不能是工作台自己的文件夹"
                    f" / folder '{one.name}' lies in the lake, or is the desk's own"
                )
        return self

    @model_validator(mode="after")
    def _sources_are_others(self) -> Self:
        own = where(self.database or "desk.sqlite3", self.folder)
        for one in self.sources:
            if where(one.url, self.folder) == own:
                raise ValueError(
                    f"数据来源“{one.name}”就是工作台自己的数据库 / source '{one.name}' is the desk's own database"
                )
        return self

    def secret_in(self, file: str) -> str:
        """What a file beside the settings holds, without its last line end. Raises `SettingsError` when it is gone."""
        try:
            return (self.folder / file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            told = getattr(error, "strerror", None) or str(error)
            raise SettingsError(f"{file} 无法读取：{told}", f"{file} cannot be read: {told}") from error

    @property
    def lake_path(self) -> Path:
        """Where the lake is."""
        return (self.folder / self.lake).resolve()


def load_config(folder: Path | None = None) -> DeskConfig:
    """The settings of the desk in `folder`, or in the folder that `MINGJIAN_DESK` names, or defaults for neither."""
    named = os.environ.get(FOLDER)
    where = folder if folder is not None else Path(named) if named else None
    if where is None:
        return DeskConfig(folder=Path("desk"))
    path = where / FILE
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            f"这里没有工作台：{where}（缺少{FILE}，可用 mingjian desk init 新建）",
            f"there is no desk here: {where} ({FILE} is missing; mingjian desk init makes one)",
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} 无法读取：{error}", f"{path} cannot be read: {error}") from error
    try:
        return DeskConfig(**given, folder=where.absolute())
    except ValidationError as error:
        raise _told(path, error) from error


def write_config(folder: Path, **given: object) -> Path:
    """Write a settings file with what is given, every setting explained; never over an existing one."""
    config = DeskConfig(**{**given, "folder": folder})
    lines = ["# 明鉴工作台设置 settings of the desk", ""]
    for name, field in DeskConfig.model_fields.items():
        if name == "folder":
            continue
        value = config.model_dump(mode="json")[name]
        lines += [f"# {field.description}", f"{'' if name in given else '# '}{name} = {toml_value(value)}", ""]
    path = folder / FILE
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines))
    return path


def toml_value(value: object) -> str:
    """A value as a settings file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name} = {toml_value(one)}' for name, one in value.items())}}}"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _told(path: Path, error: ValidationError) -> SettingsError:
    zh, en = [], []
    names = [name for name in DeskConfig.model_fields if name != "folder"]
    for one in error.errors():
        name = ".".join(map(str, one["loc"]))
        if one["type"] == "extra_forbidden":
            near = get_close_matches(name, names, 1)
            zh.append(f"未知设置“{name}”" + (f"，是否应为“{near[0]}”" if near else ""))
            en.append(f"unknown setting '{name}'" + (f", did you mean '{near[0]}'?" if near else ""))
        else:
            told_zh, told_en = said(one)
            zh.append(f"“{name}”的值不合要求：{told_zh}" if name else told_zh)
            en.append(f"'{name}': {told_en}" if name else told_en)
    return SettingsError(f"{path}：{'；'.join(zh)}", f"{path}: {'; '.join(en)}")
