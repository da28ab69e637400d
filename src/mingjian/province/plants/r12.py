"""R12 Sources of drug and card networks left out (毒品、“两卡”交易链漏犯). Clue: the person.

Law: 刑法347, 287之2; 法释〔2019〕15号12, 16; 刑诉法171 (whether others are to be prosecuted), 55 (statements alone are
not trusted). A source two people name independently, or an account many paid into, and nobody filed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.province import justice
from mingjian.province.background import networks, penalties, police, welfare
from mingjian.province.background.pensions import accounts
from mingjian.province.chance import Rng, between
from mingjian.province.charges import HELP_NET, SELL_DRUGS
from mingjian.province.clock import AS_OF, Ints, add_months
from mingjian.province.plants.base import Need, Sown, trap, violation
from mingjian.province.plants.common import days, some_charge
from mingjian.province.world import World

KEY = "person"

_LISTS = ("police_case", "indictment", "criminal_judgment", "non_prosecution", "death_record")
_SAID = ("id_number", "dealt_on", "stated_on")
_PAID = ("id_number", "account", "amount", "traded_on")


class _Chain:
    """A person many deal with: when, what he is called, and what was said of him so far."""

    def __init__(self, world: World, rng: Rng, n: int, who: Ints | None = None, dealt: Ints | None = None) -> None:
        self.world, self.rng, self.n = world, rng, n
        self.who = world.pick(rng, n, world.adults(26, 56)) if who is None else who
        self.dealt = days(rng, "2018-02-10", "2023-10-10", n) if dealt is None else dealt
        self.home = world.people.home[self.who]
        self.called = networks.nicknames(world, n)
        self.said: list[Ints] = []
        self.last = self.dealt

    def known(self, **given: Any) -> Need:
        """His entry in the table of aliases, under his nickname unless told otherwise."""
        alias = given.pop("alias", self.called)
        return Need("alias", networks.known_as(self.world, self.rng, self.who, alias, **given), ("id_number",))

    def say(self, times: int, *, speaker: Ints | None = None, called: Any = None, **given: Any) -> None:
        """So many people (or one of them so many times) name him."""
        who = networks.speakers(self.world, self.rng, self.who, times) if speaker is None else [speaker] * times
        told = given.pop("stated", None)
        for one in who:
            dealt = (self.dealt + between(self.rng, 0, 40, self.n)).astype(np.int32)
            stated = (dealt + between(self.rng, 60, 200, self.n)).astype(np.int32) if told is None else told
            self.last = np.maximum(self.last, stated).astype(np.int32)
            name = self.called if called is None else called
            self.said.append(
                networks.say(self.world, self.rng, one, self.home, name, dealt, stated, **given)
            )  # fmt: skip

    def sown(self, *needs: Need, enough: int = 2) -> Sown:
        """The story; ``enough`` statements must be readable."""
        said = Need("statement_mention", np.stack(self.said, axis=1), _SAID, enough)
        return Sown(self.who, [said, *needs], lists=_LISTS)


def _named(world: World, rng: Rng, n: int, times: int = 3, chain: _Chain | None = None, **given: Any) -> _Chain:
    found = _Chain(world, rng, n) if chain is None else chain
    found.known()
    found.say(times, **given)
    return found


def _card(chain: _Chain, each: int, entries: int, payers: int | None = None, role: str = "card_seller") -> Sown:
    """An account told of in a statement, into which money came before."""
    account: npt.NDArray[np.int64] = accounts(chain.who, 6)
    chain.say(1, role=role, matter="bank_cards", account=account)
    sums = (each + between(chain.rng, 0, 900, chain.n)).astype(np.int32)
    paid = networks.pay_in(chain.world, chain.rng, chain.who, account, sums, chain.last, entries, payers)
    said = Need("statement_mention", chain.said[0], ("account", "dealt_on", "stated_on"))
    return Sown(chain.who, [said, Need("bank_transaction", paid, _PAID, 5)], lists=_LISTS)


@violation(
    "R12", "drug_source", "多名下家独立指认的毒品上家没有立案", "a source of drugs named by several, never filed"
)
def drug_source(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    need = chain.known()
    chain.say(3)
    return chain.sown(need)


@violation(
    "R12", "card_source", "一人说绰号、二人说电话的收卡人没有立案", "a buyer of cards, by nickname and telephone"
)
def card_source(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    phone = networks.phones(chain.who)
    needs = [chain.known(), chain.known(alias=None, phone=phone)]
    given: dict[str, Any] = {"role": "card_buyer", "matter": "bank_cards"}
    people = networks.speakers(world, rng, chain.who, 3)
    chain.say(1, speaker=people[0], **given)
    chain.say(1, speaker=people[1], called="收卡的男子", phone=phone, **given)
    chain.say(1, speaker=people[2], phone=phone, **given)
    return chain.sown(*needs)


@violation(
    "R12", "card_flow", "供卡人账户进账三十万元以上没有立案", "300,000 yuan came into a card given away, never filed"
)
def card_flow(world: World, rng: Rng, n: int) -> Sown:
    return _card(_Chain(world, rng, n), 60_000, 12)


@trap("R12", "same_nickname", "绰号属于两个人", "the nickname is that of two people")
def same_nickname(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    networks.known_as(world, rng, networks.speakers(world, rng, chain.who, 1)[0], chain.called)
    return _named(world, rng, n, chain=chain).sown()


@trap("R12", "contradiction", "电话属于另一人", "the telephone told is another's")
def contradiction(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    phone = networks.phones(chain.who, 138)
    networks.known_as(world, rng, networks.speakers(world, rng, chain.who, 1)[0], None, phone=phone)
    return _named(world, rng, n, chain=chain, phone=phone).sown()


@trap("R12", "on_behalf", "代他人收款", "was paid for another")
def on_behalf(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    chain.known()
    return _card(chain, 60_000, 12, role="payee")


@trap("R12", "family", "家人三人代付的大额款项", "large sums from three of the family")
def family(world: World, rng: Rng, n: int) -> Sown:
    return _card(_Chain(world, rng, n), 90_000, 12, payers=3)


@trap("R12", "single", "一人付的购房款，其余零星", "one pays for a flat, the others small sums")
def single(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    sown = _card(chain, 2_000, 8)
    flat = np.full(n, 600_000, np.int32)
    networks.pay_in(world, rng, chain.who, accounts(chain.who, 6), flat, chain.last, 1)
    return sown


@trap("R12", "small", "许多人的小额款项", "small sums from many")
def small(world: World, rng: Rng, n: int) -> Sown:
    return _card(_Chain(world, rng, n), 5_000, 12)


@trap("R12", "led", "称呼由问话人先提出", "the questioner named him first")
def led(world: World, rng: Rng, n: int) -> Sown:
    chain = _named(world, rng, n, 2, put_first=1)
    chain.say(1)
    return chain.sown()


@trap("R12", "alike", "三人供述逐字雷同", "the words of three are the same")
def alike(world: World, rng: Rng, n: int) -> Sown:
    return _named(world, rng, n, text=networks.words(rng, n)).sown()


@trap("R12", "one_voice", "只有一人反复指认", "one person names him again and again")
def one_voice(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n)
    return _named(world, rng, n, chain=chain, speaker=networks.speakers(world, rng, chain.who, 1)[0]).sown()


@trap("R12", "filed", "已立案", "a case was filed")
def filed(world: World, rng: Rng, n: int) -> Sown:
    chain = _named(world, rng, n)
    police.open_cases(world, rng, chain.who, chain.last + 9, charge=SELL_DRUGS, transferred_on=chain.last + 60)
    return chain.sown()


@trap("R12", "prosecuted", "其后起诉、判决", "prosecuted and judged later")
def prosecuted(world: World, rng: Rng, n: int) -> Sown:
    chain = _named(world, rng, n)
    charge = some_charge(rng, (SELL_DRUGS, HELP_NET), n)
    justice.judge(world, rng, chain.who, charge, chain.last + between(rng, 90, 300, n), crime=chain.dealt)
    return chain.sown()


@trap("R12", "spared", "存疑不起诉", "not prosecuted for want of evidence")
def spared(world: World, rng: Rng, n: int) -> Sown:
    chain = _named(world, rng, n)
    decided = (chain.last + between(rng, 30, 200, n)).astype(np.int32)
    penalties.spare(world, rng, chain.who, SELL_DRUGS, decided, kind="doubt", advised=False, opinion=False)
    return chain.sown()


@trap("R12", "died", "已死亡", "died")
def died(world: World, rng: Rng, n: int) -> Sown:
    chain = _named(world, rng, n)
    gone = (chain.last + between(rng, 5, 200, n)).astype(np.int32)
    world.die(chain.who, gone)
    welfare.record_deaths(world, rng, chain.who, gone)
    return chain.sown()


@trap("R12", "minor", "交易时不满十八周岁", "not yet eighteen at the time")
def minor(world: World, rng: Rng, n: int) -> Sown:
    who = world.pick(rng, n, world.adults(19, 23))
    young = add_months(world.people.birth[who], between(rng, 17 * 12, 17 * 12 + 9, n))
    return _named(world, rng, n, chain=_Chain(world, rng, n, who, young)).sown()


@trap("R12", "lately", "笔录未满二个月", "stated less than two months ago")
def lately(world: World, rng: Rng, n: int) -> Sown:
    chain = _Chain(world, rng, n, dealt=between(rng, AS_OF - 200, AS_OF - 100, n))
    chain.known()
    for _ in range(3):
        chain.say(1, stated=between(rng, AS_OF - 50, AS_OF - 3, n))
    return chain.sown()
