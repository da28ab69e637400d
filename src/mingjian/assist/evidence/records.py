"""The records of a case file: what is in the file, who and what it is about, and where in the file each value stands.

Everything but an id may be left out: what is not recorded is unknown, never false. Times are days or moments. Sex is
here because the law asks who may examine a woman (`views.GUARDED`); ethnicity and household have no place here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mingjian.assist.evidence.values import Day, Number, When
from mingjian.models.texts import Strict

__all__ = [
    "LISTS", "STAGES", "Act", "CaseFile", "Claim", "Document", "Item", "Measure", "Opinion", "Override", "Person",
    "Presence", "Procedure", "Record", "Sample", "Stage", "Statement", "Sum", "Transfer",
]  # fmt: skip

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,62}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Stage = Literal["filing", "arrest", "transfer", "prosecution"]
STAGES: dict[str, tuple[str, str]] = {
    "filing": ("立案", "filing"),
    "arrest": ("报捕", "request for arrest"),
    "transfer": ("移送起诉", "transfer for prosecution"),
    "prosecution": ("提起公诉", "prosecution"),
}
"""In their order."""


class Record(Strict):
    """Base: an id, and where it stands: document, page, characters of the document's text (half open)."""

    id: Id
    document: Id | None = Field(default=None, description="所在材料 document it came from")
    page: int | None = Field(default=None, ge=1, description="页码 page")
    span: tuple[int, int] | None = Field(default=None, strict=False, description="文字起止 characters of the text")
    spans: dict[str, Annotated[tuple[int, int], Field(strict=False)]] = Field(
        default_factory=dict, description="各值的文字起止 characters of each value that was read"
    )
    note: Words | None = Field(default=None, description="说明、补正 note: what was explained or mended")


class Document(Record):
    """A document or object in the file."""

    kind: Words = Field(description="材料种类 kind")
    title: Words | None = Field(default=None, description="名称 title")
    on: When | None = Field(default=None, description="形成日期 when it was made")
    of: list[Id] = Field(default_factory=list, description="涉及的人 persons it is about")
    acts: list[Id] = Field(default_factory=list, description="涉及的事实 acts it is about")
    proves: list[Words] = Field(default_factory=list, description="证明的待证事实 proof points it was brought for")
    speaker: Id | None = Field(default=None, description="陈述人 whose words it holds")
    copy_of: Id | None = Field(default=None, description="复制自 document it is a copy of")
    after: list[Id] = Field(default_factory=list, description="应晚于 documents it rests on")
    sealed: bool | None = Field(default=None, description="加盖公章 bears the office's seal")
    signed: bool | None = Field(default=None, description="经办人签名 signed by those who made it")
    checked: bool | None = Field(default=None, description="与原件核对 compared with the original (copies)")
    text: str | None = Field(default=None, max_length=400_000, description="全文 text")


class Person(Record):
    """A person or unit of the case."""

    name: Words = Field(description="姓名、名称 name")
    aliases: list[Words] = Field(default_factory=list, description="曾用名、绰号 other names")
    roles: list[Literal["suspect", "victim", "witness", "guardian", "expert", "other"]] = Field(
        default_factory=list, description="身份 roles"
    )
    born: Day | None = Field(default=None, description="出生日期 day of birth")
    id_number: Words | None = Field(default=None, description="证件号码 identifier")
    unit: bool = Field(default=False, description="单位 is a unit")
    sex: Literal["male", "female"] | None = Field(default=None, description="性别，仅用于法律要求由女性检查的规则 sex")
    interpreter: bool | None = Field(default=None, description="需要翻译 needs an interpreter")
    deaf_mute: bool | None = Field(default=None, description="聋、哑 deaf or mute")


class Act(Record):
    """What somebody is said to have done, as the file's last word on it (the opinion of transfer or the indictment)."""

    charge: Words | None = Field(default=None, description="罪名 charge")
    from_: When | None = Field(default=None, alias="from", description="起 begin")
    to: When | None = Field(default=None, description="止 end")
    place: Words | None = Field(default=None, description="地点 place")
    suspects: list[Id] = Field(default_factory=list, description="嫌疑人 suspects")
    victims: list[Id] = Field(default_factory=list, description="被害人 victims")
    amount: Number | None = Field(default=None, description="数额（元） amount in yuan")
    injury: Literal["none", "slight", "light", "grave", "death"] | None = Field(
        default=None, description="认定的伤害后果：未达轻微伤、轻微伤、轻伤、重伤、死亡 injury as charged"
    )
    cruel: bool | None = Field(default=None, description="特别残忍手段致重伤造成严重残疾 by exceptional cruelty")


class Presence(Record):
    """Where a person was, by something other than his own word: a track, a hotel, a camera, custody."""

    person: Id = Field(description="何人 who")
    from_: When = Field(alias="from", description="起 begin")
    to: When = Field(description="止 end")
    place: Words = Field(description="地点 place")
    by: Literal["track", "lodging", "camera", "phone", "payment", "custody", "witness"] = Field(
        default="track", description="凭什么知道 by what it is known"
    )


class Item(Record):
    """A thing: goods, money, drugs, a weapon, a device."""

    name: Words = Field(description="名称 name")
    kind: Literal["goods", "money", "drug", "weapon", "device", "data", "trace", "other"] = Field(
        default="other", description="种类 kind"
    )
    quantity: Number | None = Field(default=None, description="数量 quantity")
    measure: Words | None = Field(default=None, description="单位 unit")
    act: Id | None = Field(default=None, description="所涉事实 act")
    hash: Words | None = Field(default=None, description="提取时的完整性校验值 hash when it was extracted")


class Sample(Record):
    """What was taken for an examination."""

    number: Words | None = Field(default=None, description="编号 number on the seal")
    kind: Literal["blood", "drug", "biological", "urine", "data", "other"] = Field(description="种类 kind")
    of: Id | None = Field(default=None, description="取自何人何物 person or item it was taken of")
    taken_at: When | None = Field(default=None, description="提取时间 when it was taken")
    takers: list[Words] | None = Field(default=None, description="提取人 who took it")
    sealed: bool | None = Field(default=None, description="当场封装 sealed on the spot")
    doubled: bool | None = Field(default=None, description="两份 taken twice")
    alcohol_wiped: bool | None = Field(default=None, description="用醇类消毒 skin wiped with alcohol")
    recorded: bool | None = Field(default=None, description="录像 filmed")
    signed: bool | None = Field(default=None, description="被提取人签名 signed by the person or a witness")
    sent_at: When | None = Field(default=None, description="送检 sent for examination")
    stopped_at: When | None = Field(default=None, description="被查获 stopped (driver)")


class Statement(Record):
    """An interrogation of a suspect or an inquiry of a witness or victim."""

    kind: Literal["interrogation", "inquiry"] = Field(description="讯问或询问 interrogation or inquiry")
    person: Id = Field(description="被讯问、询问人 who was asked")
    number: int | None = Field(default=None, ge=1, description="第几次 which one")
    from_: When | None = Field(default=None, alias="from", description="起 begin")
    to: When | None = Field(default=None, description="止 end")
    place: Words | None = Field(default=None, description="地点 place")
    place_kind: (
        Literal["detention_house", "police", "procuratorate", "home", "work", "hospital", "scene", "other"] | None
    ) = Field(default=None, description="场所种类 kind of place")
    officers: list[Words] | None = Field(default=None, description="讯问、询问人 who asked")
    officers_signed: bool | None = Field(default=None, description="讯问、询问人签名 signed by those who asked")
    checked: bool | None = Field(default=None, description="核对并签名 read and signed by the person")
    rights_told: bool | None = Field(default=None, description="告知权利义务 rights and duties told")
    alone: bool | None = Field(default=None, description="个别进行 one at a time")
    guardian: bool | None = Field(default=None, description="法定代理人或合适成年人到场 guardian or adult present")
    interpreter: bool | None = Field(default=None, description="翻译或手语人员到场 interpreter present")
    by_woman: bool | None = Field(default=None, description="女工作人员在场 a woman officer present")
    recorded: bool | None = Field(default=None, description="同步录音录像 recorded")
    whole: bool | None = Field(default=None, description="录音录像全程不间断 recording unbroken")
    confesses: bool | None = Field(default=None, description="供认 confesses")
    text: str | None = Field(default=None, max_length=200_000, description="内容 what was said")


class Procedure(Record):
    """A search, seizure, identification, inspection or the like."""

    kind: Literal[
        "search", "seizure", "identification", "scene", "body_search", "body_exam", "extraction", "experiment",
        "weighing", "sampling", "sealing",
    ] = Field(description="种类 kind")  # fmt: skip
    at: When | None = Field(default=None, description="起 begin")
    to: When | None = Field(default=None, description="止 end")
    place: Words | None = Field(default=None, description="地点 place")
    person: Id | None = Field(default=None, description="对何人 whom it was done to, who identified")
    items: list[Id] = Field(default_factory=list, description="物品 items")
    quantity: Number | None = Field(default=None, description="数量 quantity of its one item")
    measure: Words | None = Field(default=None, description="单位 unit")
    officers: list[Words] | None = Field(default=None, description="侦查人员 officers")
    officers_signed: bool | None = Field(default=None, description="侦查人员签名 signed by the officers")
    holder_signed: bool | None = Field(default=None, description="持有人签名或注明原因 holder signed, or why not")
    witnesses: int | None = Field(default=None, ge=0, description="见证人数 witnesses")
    witness_fit: bool | None = Field(default=None, description="见证人适格 witnesses may be witnesses")
    recorded: bool | None = Field(default=None, description="录像 filmed")
    warrant: bool | None = Field(default=None, description="有搜查证、检查证 with a warrant")
    urgent: bool | None = Field(default=None, description="拘留逮捕时紧急 urgent, on detention or arrest")
    listed: bool | None = Field(default=None, description="有清单 a list was made")
    by_woman: bool | None = Field(default=None, description="由女工作人员或医师进行 done by a woman or a physician")
    shows: Literal["person", "person_photo", "thing", "thing_photo", "place"] | None = Field(
        default=None, description="辨认对象 what was shown"
    )
    shown: int | None = Field(default=None, ge=0, description="陪衬对象总数 how many were shown")
    alone: bool | None = Field(default=None, description="个别进行 one at a time")
    seen_before: bool | None = Field(default=None, description="辨认前见到辨认对象 had seen it before")
    hinted: bool | None = Field(default=None, description="有暗示 hinted at")
    sealed: bool | None = Field(default=None, description="封装 sealed")
    suspect_present: bool | None = Field(default=None, description="嫌疑人在场 suspect present")
    hash: Words | None = Field(default=None, description="完整性校验值 hash")


class Opinion(Record):
    """The opinion of an expert."""

    kind: Literal[
        "injury", "death", "drug", "content", "alcohol", "price", "dna", "psychiatric", "data", "vehicle", "accident",
        "audit", "other",
    ] = Field(description="种类 kind")  # fmt: skip
    on: When | None = Field(default=None, description="出具日期 day of the opinion")
    commissioned: When | None = Field(default=None, description="委托日期 day it was asked for")
    institution_fit: bool | None = Field(default=None, description="鉴定机构有资质 institution qualified")
    examiners: list[Words] | None = Field(default=None, description="鉴定人 examiners")
    examiners_fit: bool | None = Field(default=None, description="鉴定人有资质 examiners qualified")
    signed: bool | None = Field(default=None, description="鉴定人签名并盖章 signed and sealed")
    samples: list[Words] = Field(default_factory=list, description="检材编号 numbers of the samples examined")
    of: Id | None = Field(default=None, description="对何人何物 person or item")
    value: Number | None = Field(default=None, description="数值 value")
    measure: Words | None = Field(default=None, description="单位 unit")
    grade: Literal["none", "slight", "light", "grave", "death"] | None = Field(
        default=None, description="损伤程度 grade of the injury"
    )
    base_day: Day | None = Field(default=None, description="价格基准日 day whose price was taken")
    act: Id | None = Field(default=None, description="所涉事实 act")
    told_suspect: When | None = Field(default=None, description="告知嫌疑人 told to the suspect")
    told_victim: When | None = Field(default=None, description="告知被害人 told to the victim")
    hash: Words | None = Field(default=None, description="完整性校验值 hash")


class Transfer(Record):
    """A thing or sample handed over."""

    of: Id = Field(description="物品或检材 item or sample")
    giver: Words = Field(description="交出人 giver")
    taker: Words = Field(description="接收人 taker")
    at: When | None = Field(default=None, description="时间 when")
    quantity: Number | None = Field(default=None, description="数量 quantity")
    measure: Words | None = Field(default=None, description="单位 unit")
    number: Words | None = Field(default=None, description="编号 number on the seal")


class Measure(Record):
    """A coercive measure of one authority, or a summons; what another authority decides is another record."""

    kind: Literal["summons", "detention", "arrest", "bail", "residence"] = Field(description="种类 kind")
    person: Id = Field(description="对何人 person")
    from_: When | None = Field(default=None, alias="from", description="起 begin")
    to: When | None = Field(default=None, description="止 end")
    custody_at: When | None = Field(default=None, description="送看守所 delivered to the detention house")
    family_told_at: When | None = Field(default=None, description="通知家属 family told")
    questioned_at: When | None = Field(default=None, description="第一次讯问 first questioned")
    requested: When | None = Field(default=None, description="提请批准逮捕 arrest requested")
    decided: When | None = Field(default=None, description="决定 decision of the procuratorate")
    grave: bool | None = Field(default=None, description="案情特别重大、复杂（传唤、拘传） grave and complex")
    roving: bool | None = Field(default=None, description="流窜、多次、结伙作案 roving, repeated or in a gang")
    extended_months: int | None = Field(default=None, ge=0, description="批准延长的羁押月数 months granted")


class Claim(Record):
    """What a document says of something: an amount, a time, a place, a weight."""

    about: Id = Field(description="关于何事、何物、何人 act, item or person")
    what: Literal[
        "amount", "count", "weight", "time", "place", "born", "id_number", "name", "tool", "other_suspect", "alibi",
        "defence", "illegal_means", "agent_lure", "unaware",
    ] = Field(description="说的是什么 what it tells")  # fmt: skip
    speaker: Id | None = Field(default=None, description="陈述人 speaker")
    value: Number | None = Field(default=None, description="数值 value")
    measure: Words | None = Field(default=None, description="单位 unit")
    from_: When | None = Field(default=None, alias="from", description="起 begin")
    to: When | None = Field(default=None, description="止 end")
    says: Words | None = Field(default=None, description="原话 words")
    rounded: bool = Field(default=False, description="约数 an approximate value")
    looked_into: bool | None = Field(default=None, description="已核查 looked into")


class Sum(Record):
    """A total with the parts it is said to be made of."""

    about: Id | None = Field(default=None, description="关于何事、何物 act or item")
    total: Number = Field(description="合计 total")
    measure: Words | None = Field(default=None, description="单位 unit")
    parts: list[Number] = Field(min_length=1, description="各项 parts")


class Override(Strict):
    """A finding a person set aside, with the reason."""

    finding: Words
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=2000)]
    by: Words
    on: Day


class CaseFile(Strict):
    """A case file 案件材料: `case.yaml`."""

    case: Id = Field(description="编号 short name")
    title: Words
    charges: list[Words] = Field(min_length=1, description="罪名 charges")
    stage: Stage = Field(description="阶段 stage: filing, arrest, transfer, prosecution")
    on: Day | None = Field(default=None, description="检查日 day as of which it is checked")
    facts: dict[str, bool | int | None] = Field(
        default_factory=dict, description="要件提示中的条件 conditions of the packs"
    )
    documents: list[Document] = Field(default_factory=list)
    persons: list[Person] = Field(default_factory=list)
    acts: list[Act] = Field(default_factory=list)
    presences: list[Presence] = Field(default_factory=list)
    items: list[Item] = Field(default_factory=list)
    samples: list[Sample] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    procedures: list[Procedure] = Field(default_factory=list)
    opinions: list[Opinion] = Field(default_factory=list)
    transfers: list[Transfer] = Field(default_factory=list)
    measures: list[Measure] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)
    sums: list[Sum] = Field(default_factory=list)
    overrides: list[Override] = Field(default_factory=list)


LISTS: dict[str, type[Record]] = {
    "documents": Document, "persons": Person, "acts": Act, "presences": Presence, "items": Item, "samples": Sample,
    "statements": Statement, "procedures": Procedure, "opinions": Opinion, "transfers": Transfer,
    "measures": Measure, "claims": Claim, "sums": Sum,
}  # fmt: skip
"""The lists of a case file with what each holds."""
