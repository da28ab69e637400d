"""Facts of a case: every mistake with its place; what is open is asked; no charge is ever guessed."""

from __future__ import annotations

import pytest
from sentencing_parts import computed, frozen, one, stated

from mingjian.assist.sentencing import read_facts
from mingjian.models.problems import ModelErrors

FACTS = """act: 2024-03-01
convicted: 2024-09-10
crimes:
  - charge: 盗窃罪
    situation: huge
    start: 36
    circumstances:
      attempt: 30%
      confession:
"""


def _wrong(text: str) -> list[str]:
    with pytest.raises(ModelErrors) as caught:
        read_facts(text, "facts.yaml", frozen())
    return [problem.text("en") for problem in caught.value.problems]


def test_sound_facts() -> None:
    facts = read_facts(FACTS, "facts.yaml", frozen())
    assert facts.crimes[0].circumstances["attempt"].ratio == "30%"
    assert facts.crimes[0].circumstances["confession"].ratio is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("盗窃罪", "盗窍罪", "facts.yaml:4:13 no sentencing parameters for '盗窍罪'; did you mean: 盗窃罪"),
        ("盗窃罪", "故意杀人罪", "no sentencing parameters"),
        ("situation: huge", "situation: hugee", "did you mean: huge"),
        ("start: 36", "start: 60", "expected: 36–48"),
        ("attempt: 30%", "atempt: 30%", "did you mean: attempt"),
        ("attempt: 30%", "attempt: 60%", "60% is out of range; expected: 0%–50%"),
        ("attempt: 30%", "preparation: 30%\n      attempt: 30%", "cannot stand together"),
        ("attempt: 30%", "minor_16_18: 30%\n      recidivist: 30%", "cannot stand together"),
        ("attempt: 30%", "instigator_of_minor:", "no ratio: choose one"),
        ("convicted: 2024-09-10", "convicted: 2023-09-10", "the conviction is before the act"),
        ("    start: 36", "    start: 36\n    gender: male", "'gender' is not known"),
        ("convicted: 2024-09-10", "convicted: 2024-09-10\nperson: {ethnicity: x}", "'ethnicity' is not known"),
        ("convicted: 2024-09-10", "convicted: 2024-09-10\nperson: {born: 2008-01-01}", "the age was 16"),
        ("convicted: 2024-09-10", "convicted: 2024-09-10\nperson: {born: 2014-01-01}", "the age was 10: not"),
        ("convicted: 2024-09-10", "convicted: 2024-09-10\ntogether: 20", "nothing to combine"),
        ("attempt: 30%", "elderly_negligent: 30%", "an intentional crime cannot have it"),
        ("attempt: 30%", "attempt: {ratio: 30%, why: 外地人}", "'外地人' is no reason"),
        ("    situation: huge\n", "", "a starting point needs its situation"),
        ("    start: 36", "    increments: [{what: 数额}]", "give months, or step with over"),
        ("    start: 36", "    increments: [{what: 数额, step: amount, over: 3}]", "there is no step 'amount'"),
    ],
    ids=lambda value: str(value)[:30].replace("\n", " ").replace("/", " "),
)
def test_mistakes(old: str, new: str, said: str) -> None:
    found = _wrong(FACTS.replace(old, new, 1))
    assert any(said in one for one in found), found


def test_a_negligent_crime_knows_no_attempt() -> None:
    text = FACTS.replace("盗窃罪", "交通肇事罪").replace("huge", "flight")
    assert any("negligent" in one for one in _wrong(text))


@pytest.mark.parametrize(("born", "name"), [("2008-03-01", "minor_12_16"), ("2008-02-28", "minor_16_18")])
def test_a_year_is_full_the_day_after_the_birthday(born: str, name: str) -> None:
    """Sixteen on 2024-03-01: still under sixteen on the birthday itself (周岁从生日的第二天起算)."""
    text = FACTS.replace("attempt: 30%", f"{name}: 30%").replace("crimes:", f"person: {{born: {born}}}\ncrimes:")
    assert read_facts(text, "facts.yaml", frozen())


def test_what_is_open_is_asked() -> None:
    made = computed(stated([one("盗窃罪", None, None, circumstances={"surrender": None})]))
    said = " ".join(ask.zh for ask in made.asks)
    assert "属于哪一档" in said
    assert "选定量刑起点" in said
    assert "“自首”的比例" in said
    assert made.months == (1, 144)


def test_what_nobody_confirmed_does_not_count() -> None:
    source = {"start": 3, "end": 5, "text": "自首", "sure": "0.8"}
    circumstances = {"surrender": {"confirmed": False, "source": source}}
    made = computed(stated([one("盗窃罪", "huge", 36, circumstances=circumstances)]))
    assert made.months == (36, 36)
    assert any("确认有无“自首”" in ask.zh for ask in made.asks)


@pytest.mark.parametrize(
    ("person", "circumstances", "said", "unsaid"),
    [
        ({}, {}, "可以", "应当宣告"),
        ({"pregnant": True}, {}, "应当宣告缓刑（怀孕的妇女）", "不适用缓刑"),
        ({"born": "1940-01-01"}, {"elderly_intent": "10%"}, "应当宣告缓刑（已满七十五周岁）", "不适用缓刑"),
        ({"born": "2007-01-01"}, {"minor_16_18": "10%"}, "应当宣告缓刑（不满十八周岁）", "不适用缓刑"),
        ({}, {"recidivist": "10%"}, "不适用缓刑", "考验期"),
        ({"ringleader": True}, {}, "不适用缓刑", "考验期"),
    ],
    ids=["nobody", "pregnant", "elderly", "minor", "recidivist", "ringleader"],
)
def test_probation(person: dict[str, object], circumstances: dict[str, str], said: str, unsaid: str) -> None:
    made = computed(stated([one("盗窃罪", "large", 12, circumstances=circumstances)], person=person))
    notes = " ".join(note.zh for note in made.notes)
    assert said in notes
    assert unsaid not in notes


@pytest.mark.parametrize(
    ("charge", "start", "said"),
    [("盗窃罪", 4, "拘役四个月"), ("盗窃罪", 6, "有期徒刑六个月或者拘役六个月"), ("盗窃罪", 11, "有期徒刑十一个月")],
)
def test_form(charge: str, start: int, said: str) -> None:
    assert computed(stated([one(charge, "large", start)])).form.zh == said


def test_what_contradicts_the_law_is_told() -> None:
    """Under sixteen one does not answer for theft (刑法17); detention alone makes no recidivist (刑法65)."""
    young = computed(stated([one("盗窃罪", "large", 6, circumstances={"minor_12_16": "30%"})]))
    assert any("不负刑事责任" in said.zh for said in young.reviews)
    robber = computed(stated([one("抢劫罪", "basic", 48, circumstances={"minor_12_16": "30%"})]))
    assert not any("不负刑事责任" in said.zh for said in robber.reviews)
    driver = computed(stated([one("危险驾驶罪", "basic", 2, circumstances={"recidivist": "10%"})]))
    assert any("以应当判处有期徒刑" in said.zh for said in driver.reviews)


def test_who_must_be_mitigated_stays_below_in_the_wider_band() -> None:
    made = computed(stated([one("故意伤害罪", "serious_injury", 60, circumstances={"excessive_necessity": "20%"})]))
    assert (made.months, made.band_months) == ((36, 36), (29, 36))


@pytest.mark.parametrize(
    ("amount", "tiers"),
    [
        (2_000, ["1–36"]),
        (5_000, ["1–36"]),
        (50_000, ["1–36", "36–120"]),
        (150_000, ["36–120"]),
        (400_000, ["36–120", "120–180"]),
        (600_000, ["120–180"]),
    ],
)
def test_an_amount_tells_which_situations_are_possible(amount: int, tiers: list[str]) -> None:
    """法释〔2013〕8号: large from 1,000–3,000, huge from 30,000–100,000, very huge from 300,000–500,000 yuan."""
    made = computed(stated([one("盗窃罪", amount=amount)]))
    assert [node.value.text() for node in made.tree.walk() if node.id == "statute" and node.value] == tiers
    assert any("达到本省的标准" in ask.zh for ask in made.asks) == (amount in (2_000, 50_000, 400_000))


def test_an_amount_that_does_not_fit_is_asked_about() -> None:
    made = computed(stated([one("盗窃罪", "huge", 36, amount=2000)]))
    assert any("与所选档次不符" in ask.zh for ask in made.asks)
    fits = computed(stated([one("盗窃罪", "huge", 36, amount=120_000)]))
    assert not fits.asks
    assert computed(stated([one("盗窃罪", amount=500)])).months == (1, 144)


def test_a_province_without_parameters_is_told() -> None:
    made = computed(stated([one("盗窃罪", "large", 6)], province="99"))
    assert any("没有 99 的参数" in note.zh for note in made.notes)


def test_no_probation_above_three_years_and_no_death_for_the_pregnant() -> None:
    made = computed(stated([one("抢劫罪", "aggravated", 120)], person={"pregnant": True}))
    notes = " ".join(note.zh for note in made.notes)
    assert "不能宣告缓刑" in notes
    assert "不适用死刑" in notes
    assert "从严掌握" in notes
