# ruff: noqa: E501, PT018 -- a case reads best on one line; "found and its value" is one claim
"""A whole judgment becomes facts: every field of the guide, first and second instance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingjian.documents import parse_judgment


def test_first_instance_is_read_whole(one: str) -> None:
    j = parse_judgment(one)
    assert j.court and j.court.value == "临溪县人民法院"
    assert j.procuratorate and j.procuratorate.value == "临溪县人民检察院"
    assert j.case_number and j.case_number.value == "（2018）川9901刑初12号"
    assert (j.document_type.value, j.instance.value, j.outcome.value) == ("judgment", "first", "convicted")
    assert j.procedure and j.procedure.value == "summary"
    assert j.accused_on and j.accused_on.value == "2018-03-01"
    assert j.indictment_number and j.indictment_number.value == "临检公诉刑诉〔2018〕9号"
    assert j.judged_on and j.judged_on.value == "2018-03-20"
    assert [a.value for a in j.articles] == ["刑法264", "刑法52", "刑法53", "刑法64", "刑法67-3"]
    (person,) = j.defendants
    assert person.name.value == "赵甲"
    assert person.sex and person.sex.value == "male"
    assert person.birth_date and person.birth_date.value == "1985-03-04"
    (prior,) = person.priors
    assert prior.value.model_dump() == {"on": "2012-05-06", "charge": "盗窃罪", "kind": "fixed_term", "months": 8}
    assert [(m.value.kind, m.value.on) for m in person.measures] == [
        ("detained", "2018-01-10"),
        ("arrested", "2018-01-23"),
    ]
    (count,) = person.charges
    assert (count.charge.value, count.kind and count.kind.value) == ("盗窃罪", "fixed_term")
    assert person.final and person.final.months and person.final.months.value == 10
    assert person.final.fine and person.final.fine.value == Decimal(3000)
    assert not person.combined
    assert person.sentence_from and person.sentence_from.value == "2018-01-10"
    assert person.sentence_to and person.sentence_to.value == "2018-11-09"
    assert person.recover is not None
    assert person.forfeit is not None
    assert [c.value for c in person.circumstances] == ["confession"]
    assert person.proposal
    assert person.proposal.value.model_dump() == {"kind": "fixed_term", "months_low": 8, "months_high": 14}


def test_spans_point_at_the_text_that_yields_the_value(one: str) -> None:
    j = parse_judgment(one)
    assert j.case_number and j.case_number.span and one[slice(*j.case_number.span)] == "（2018）川9901刑初12号"
    person = j.defendants[0]
    assert person.birth_date and person.birth_date.span
    assert one[slice(*person.birth_date.span)] == "1985年3月4日"
    count = person.charges[0]
    assert count.months and count.months.span and one[slice(*count.months.span)] == "十个月"
    assert j.judged_on and j.judged_on.span and one[slice(*j.judged_on.span)] == "二〇一八年三月二十日"


def test_appendix_is_not_read(one: str) -> None:
    j = parse_judgment(one)
    assert j.defendants[0].final and j.defendants[0].final.kind and j.defendants[0].final.kind.value == "fixed_term"
    assert "刑法264" in [a.value for a in j.articles]
    assert all(a.span and a.span[0] < one.index("判决如下") for a in j.articles)


def test_second_instance_keeps_the_upheld_and_takes_the_new_sentence(two: str) -> None:
    j = parse_judgment(two)
    assert (j.instance.value, j.outcome.value) == ("second", "mixed")
    people = {p.name.value: p for p in j.defendants}
    first, second = people["吴甲"], people["郑乙"]
    assert first.final and first.final.months and first.final.months.value == 24
    assert len(first.charges) == 1
    assert second.final and second.final.probation_months and second.final.probation_months.value == 18
    assert first.recover is not None
    assert second.recover is not None
    assert {"forgiven", "returned"} <= {c.value for c in first.circumstances}
    assert second.circumstances == []
    assert [a.value for a in j.articles] == ["刑法266", "刑诉法236-1-2"]
    assert j.accused_on is None


def test_upheld_retells_the_sentence_below(two: str) -> None:
    head, _ = two.split("判决如下：\n一、维持")
    text = head + "裁定如下：\n驳回上诉，维持原判。\n本裁定为终审裁定。\n审判长王丙\n二〇一九年三月十五日\n书记员冯丁"
    j = parse_judgment(text)
    assert j.outcome.value == "upheld"
    finals = {p.name.value: p.final for p in j.defendants}
    assert finals["吴甲"] and finals["吴甲"].months and finals["吴甲"].months.value == 36
    assert finals["郑乙"] and finals["郑乙"].probation_months and finals["郑乙"].probation_months.value == 18


def test_sent_back_has_no_sentence(two: str) -> None:
    head, _ = two.split("判决如下：\n一、维持")
    text = (
        head + "裁定如下：\n一、撤销西山县人民法院（2018）某9901刑初77号刑事判决；\n二、发回西山县人民法院重新审判。"
        "\n本裁定为终审裁定。\n审判长王丙\n二〇一九年三月十五日"
    )
    j = parse_judgment(text)
    assert j.outcome.value == "sent_back"
    assert all(p.final is None and not p.charges and p.recover is None for p in j.defendants)


def test_a_text_that_stops_before_the_verdict_has_none(one: str) -> None:
    j = parse_judgment(one.split("本院认为")[0])
    assert j.outcome.value == "none"
    assert j.judged_on is None
    assert [p.name.value for p in j.defendants] == ["赵甲"]
    assert j.defendants[0].charges == []
    assert j.defendants[0].circumstances == []


def test_values_given_beside_the_text_fill_what_it_lacks(one: str) -> None:
    text = one[one.index("公诉机关") : one.index("审 判 员")]
    j = parse_judgment(text, {"case_number": "（2018）川9901刑初12号", "judged_on": "2018-03-20"})
    assert j.court is None
    assert j.case_number and (j.case_number.value, j.case_number.span) == ("（2018）川9901刑初12号", None)
    assert j.judged_on and j.judged_on.value == "2018-03-20"


def test_a_masked_name_that_changes_is_the_same_person(one: str) -> None:
    head, rest = one.split("临溪县人民检察院以临检")
    j = parse_judgment(head + "临溪县人民检察院以临检" + rest.replace("赵甲", "赵某"))
    (person,) = j.defendants
    assert person.final and person.final.months and person.final.months.value == 10
    assert person.birth_date and person.birth_date.value == "1985-03-04"
    assert len(person.measures) == 2


def test_a_letter_for_a_figure_and_a_lost_word_in_a_birth_date(one: str) -> None:
    j = parse_judgment(one.replace("1985年3月4日出生", "l985年3月4出生"))
    assert j.defendants[0].birth_date and j.defendants[0].birth_date.value == "1985-03-04"


def test_a_name_does_not_swallow_the_words_behind_it(one: str) -> None:
    orders = "对被告人赵甲以盗窃罪判处有期徒刑十个月，并处罚金人民币三千元。"
    j = parse_judgment(one.replace("一、被告人赵甲犯盗窃罪，判处有期徒刑十个月，并处罚金人民币三千元。", orders))
    assert [d.name.value for d in j.defendants] == ["赵甲"]
    assert [c.charge.value for c in j.defendants[0].charges] == ["盗窃罪"]


def test_the_word_for_committing_is_lost() -> None:
    text = "西山县人民检察院指控被告人赵甲、钱乙犯盗窃罪，被告人孙丙掩饰犯罪所得罪一案，向本院提起公诉。"
    assert [d.name.value for d in parse_judgment(text).defendants] == ["赵甲", "钱乙", "孙丙"]


def test_the_word_for_committing_is_lost_behind_a_name_with_a_figure() -> None:
    text = "原审被告人张某1故意伤害一案，西山县人民法院于2012年1月28日作出刑事判决。"
    assert [d.name.value for d in parse_judgment(text).defendants] == ["张某1"]


def test_a_deed_told_as_a_cause_and_many_told_as_a_number() -> None:
    text = "原审被告人赵甲、钱乙因妨害公务一案，原审被告人孙丙等十六人敲诈勒索一案，西山县人民法院于2012年1月28日作出刑事判决。"
    assert [d.name.value for d in parse_judgment(text).defendants] == ["赵甲", "钱乙", "孙丙"]


def test_to_be_told_is_not_the_word_for_a_defendant() -> None:
    text = "刑事决定书申请复议人赵某因被告知提交的材料不合要求而不满，漫骂他人，构成妨害。"
    assert not parse_judgment(text).defendants


def test_a_case_tried_again_after_being_sent_back_is_of_first_instance() -> None:
    text = (
        "西山县人民法院刑事判决书（2016）某9901刑初62号被告人赵甲涉嫌犯诈骗罪一案，由西山县人民检察院于2016年3月17日以"
        "西检刑诉〔2016〕85号起诉书向本院提起公诉。某中级人民法院作出（2016）某99刑终107号刑事裁定，撤销原判，发回重审。"
    )
    j = parse_judgment(text)
    assert j.instance.value == "first"
    assert j.procuratorate and j.procuratorate.value == "西山县人民检察院"
    assert j.accused_on and j.accused_on.value == "2016-03-17"


def test_a_protest_by_way_of_supervision_is_a_retrial(two: str) -> None:
    text = two.replace("（2019）某99刑终8号", "（2019）某99刑抗1号").replace(
        "原审被告人吴甲不服，提出上诉。", "裁判发生法律效力后，某人民检察院按照审判监督程序向本院提出抗诉。"
    )
    told = "同年7月5日被逮捕，2019年1月8日因犯诈骗罪被判处有期徒刑三年。"
    j = parse_judgment(text.replace("同年7月5日被逮捕。", told))
    assert j.instance.value == "retrial"
    assert j.defendants[0].priors == [] == j.defendants[1].priors


@pytest.mark.parametrize("stop", ["", "，"])
def test_a_heading_that_runs_into_the_accusation(one: str, stop: str) -> None:
    entry = one[one.index("现羁押于临溪县看守所。") : one.index("临溪县人民检察院以临检")]
    j = parse_judgment(one.replace(entry, "现羁押于临溪县看守所" + stop))
    assert [m.value.kind for m in j.defendants[0].measures] == ["detained", "arrested"]
    assert j.accused_on and j.accused_on.value == "2018-03-01"


def test_a_defendant_below_without_the_last_letter_of_his_role(two: str) -> None:
    j = parse_judgment(two.replace("原审被告人郑乙，男", "原审被告郑乙，男"))
    assert [d.birth_date.value for d in j.defendants if d.birth_date] == ["1991-02-02", "1990-07-01"]


def test_a_private_prosecution_brought_to_the_court_by_name() -> None:
    text = (
        "西山县人民法院刑事判决书（2017）某9901刑初218号：自诉人孙乙以被告人赵甲犯拒不执行判决、裁定罪，"
        "于2017年6月1日向西山县人民法院提起控诉。本院审查受理后，依法组成合议庭审理了本案。"
    )
    j = parse_judgment(text)
    assert j.procuratorate is None
    assert j.accused_on and j.accused_on.value == "2017-06-01"
    assert [d.name.value for d in j.defendants] == ["赵甲"]


def test_a_unit_whose_name_ends_in_a_word_that_begins_an_offence() -> None:
    text = "西山县人民检察院以西检刑诉〔2019〕27号起诉书指控被告单位西山文博服装有限公司、被告人赵甲犯虚开增值税专用发票罪，向本院提起公诉。"
    assert [d.name.value for d in parse_judgment(text).defendants] == ["西山文博服装有限公司", "赵甲"]


def test_an_office_with_its_short_form_in_brackets(one: str) -> None:
    j = parse_judgment(one.replace("公诉机关临溪县人民检察院", "公诉机关临溪县（以下简称“临溪”）人民检察院"))
    assert j.procuratorate and j.procuratorate.value == "临溪县人民检察院"


def test_an_office_right_behind_a_sentence_that_lost_its_stop() -> None:
    text = "西山县人民法院刑事判决书（2017）某9901刑初2号：被告人赵甲盗窃一案，现已审理终结西山县人民检察院指控，被告人赵甲犯盗窃罪。"
    j = parse_judgment(text)
    assert j.procuratorate and j.procuratorate.value == "西山县人民检察院"


def test_a_court_with_its_letters_spread(one: str) -> None:
    j = parse_judgment(one.replace("临溪县人民法院\n刑", "临 溪 铁 路 运 输 法 院\n刑"))
    assert j.court and j.court.value == "临溪铁路运输法院"


def test_days_in_words_in_a_text_without_an_end(one: str) -> None:
    text = one.replace("自2018年1月10日起至2018年11月9日止", "自二〇一八年一月十日起至二〇一八年十一月九日止")
    j = parse_judgment(
        text.replace("如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向川州市中级人民法院提出上诉。", "")
    )
    assert j.judged_on and j.judged_on.value == "2018-03-20"
    person = j.defendants[0]
    assert person.sentence_to and person.sentence_to.value == "2018-11-09"
    assert person.forfeit


@pytest.mark.parametrize("names", [["赵甲", "钱乙"], ["赵某1", "钱某2"], ["阿里·买买提", "钱乙"]])
def test_defendants_named_only_in_the_facts(names: list[str]) -> None:
    text = f"临溪县人民法院刑事判决书（2019）川9901刑初7号：起诉书文号：临检诉刑诉（2019）3号公诉机关指控事实：2019年4月，被告人{'、'.join(names)}在家中开设赌场。"
    assert [person.name.value for person in parse_judgment(text).defendants] == names


def test_measures_told_of_a_list_of_names(one: str) -> None:
    entry = next(line for line in one.splitlines() if line.startswith("被告人赵甲"))
    two = "被告人赵甲，男，1985年3月4日出生。\n被告人钱乙，男，1986年3月4日出生。\n被告人赵甲、钱乙因涉嫌犯盗窃罪，均于2018年1月10日被刑事拘留。"
    judgment = parse_judgment(one.replace(entry, two).replace("指控被告人赵甲犯", "指控被告人赵甲、钱乙犯"))
    for person in judgment.defendants:
        assert [(m.value.kind, m.value.on) for m in person.measures] == [("detained", "2018-01-10")]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("于2018年3月1日向本院移送起诉", "2018-03-01"),
        ("分别于2018年3月1日、4月2日向本院提起公诉", "2018-03-01"),
        ("于2018年3月1日向本院提起控诉", "2018-03-01"),
        ("于2018年3月1日诉至本院", "2018-03-01"),
        ("向本院提起公诉", None),
    ],
)
def test_the_day_the_case_came_to_the_court(one: str, sentence: str, day: str | None) -> None:
    judgment = parse_judgment(one.replace("于2018年3月1日向本院提起公诉", sentence))
    assert (judgment.accused_on.value if judgment.accused_on else None) == day


def test_shared_measures_under_another_word_for_above(one: str) -> None:
    entry = next(line for line in one.splitlines() if line.startswith("被告人赵甲"))
    two = "被告人赵甲，男，1985年3月4日出生。\n被告人钱乙，男，1986年3月4日出生。\n上列二被告人因涉嫌犯盗窃罪于2018年1月10日被羁押，次日被刑事拘留。"
    judgment = parse_judgment(one.replace(entry, two).replace("指控被告人赵甲犯", "指控被告人赵甲、钱乙犯"))
    for person in judgment.defendants:
        assert [(m.value.kind, m.value.on) for m in person.measures] == [
            ("seized", "2018-01-10"),
            ("detained", "2018-01-11"),
        ]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("以临检刑诉（2013）2012-3137号起诉书", "临检刑诉〔2013〕2012-3137号"),
        ("以临溪县院公诉刑诉（2016）741号起诉书", "临溪县院公诉刑诉〔2016〕741号"),
        ("根据临检公二刑诉〔2018〕598号起诉书", "临检公二刑诉〔2018〕598号"),
    ],
)
def test_numbers_of_indictments(one: str, sentence: str, number: str) -> None:
    judgment = parse_judgment(one.replace("以临检公诉刑诉（2018）9号起诉书", sentence))
    assert judgment.indictment_number
    assert judgment.indictment_number.value == number


@pytest.mark.parametrize("line", ["二〇一八年三月二十曰", "二〇一八年三月二十无", "二〇一八年三月二十"])
def test_a_date_line_with_its_last_word_misprinted_or_lost(one: str, line: str) -> None:
    j = parse_judgment(one.replace("二〇一八年三月二十日\n", line))
    assert j.judged_on and j.judged_on.value == "2018-03-20"


@pytest.mark.parametrize(
    ("told", "procedure"),
    [
        ("经查，原审法院适用简易程序审理合法。", "summary"),
        ("经查，本案建议适用简易程序，一审法院后将该案转为普通程序。", "ordinary"),
        ("被告人同意适用简易程序。", None),
        ("依照关于适用简易程序审理公诉案件的若干意见。", None),
        ("原审法院违反适用简易程序审理案件的相关规定。", None),
    ],
)
def test_the_first_procedure_told_late_at_second_instance(two: str, told: str, procedure: str | None) -> None:
    late = "宣判后，吴甲上诉称原判量刑过重。" + "经审理查明的事实与原审一致。" * 100 + told
    j = parse_judgment(two.replace("宣判后，吴甲上诉称原判量刑过重。", late))
    assert (j.procedure.value if j.procedure else None) == procedure


@pytest.mark.parametrize(
    "told",
    [
        "根据以上事实和证据西山县人民法院认定被告人吴甲犯诈骗罪判处有期徒刑三年并处罚金20000元；作案工具手机一部予以没收。",
        "西山县人民法院以诈骗罪判处被告人吴甲有期徒刑三年，并处罚金人民币二万元；手机予以没收。",
        "原审法院认为，被告人吴甲的行为已构成诈骗罪，遂判处其有期徒刑三年，并处罚金人民币二万元；手机予以没收。",
        "原审法院根据上述事实，对被告人吴甲以诈骗罪判处有期徒刑三年，并处罚金人民币二万元；手机予以没收。",
        "原审法院以诈骗罪判处吴甲有期徒刑三年，罚金二万元；手机予以没收。",
    ],
)
def test_a_first_verdict_told_in_plain_words(two: str, told: str) -> None:
    before, rest = two.split("原审法院认为")
    after = rest[rest.index("宣判后") :].split("判决如下：\n")[0].replace("判决如下", "")
    upheld = f"{before}原判认定吴甲骗取他人钱款。{told}\n{after}裁定如下：\n驳回上诉，维持原判。\n本裁定为终审裁定。\n二〇一九年三月十五日"
    person = parse_judgment(upheld).defendants[0]
    assert person.name.value == "吴甲"
    assert [(c.charge.value, c.months and c.months.value, c.fine and int(c.fine.value)) for c in person.charges] == [
        ("诈骗罪", 36, 20000)
    ]
    assert person.forfeit is not None


def test_a_past_sentence_is_not_the_first_verdict(two: str) -> None:
    """A first verdict the text does not retell stays unknown; what is told of his past does not take its place."""
    before, rest = two.split("原审法院认为")
    after = rest[rest.index("宣判后") :].split("判决如下：\n")[0].replace("判决如下", "")
    past = "原判认定吴甲骗取他人钱款。吴甲曾因犯盗窃罪被东岭市人民法院判处有期徒刑一年。"
    upheld = f"{before}{past}\n{after}裁定如下：\n驳回上诉，维持原判。\n本裁定为终审裁定。\n二〇一九年三月十五日"
    person = parse_judgment(upheld).defendants[0]
    assert (person.charges, person.final) == ([], None)


def test_the_opinion_on_the_summary_procedure_names_it(two: str) -> None:
    title = "《最高人民法院、最高人民检察院、司法部〈关于适用简易程序审理公诉案件的若干意见〉》"
    j = parse_judgment(two.replace("西山县人民法院审理", f"西山县人民法院适用{title}审理", 1))
    assert j.procedure and j.procedure.value == "summary"


def _changed(two: str, orders: str) -> str:
    head, rest = two.split("判决如下：\n")
    return f"{head}判决如下：\n{orders}\n本判决为终审判决{rest.split('本判决为终审判决')[1]}"


def test_whom_the_second_court_names_comes_before_whom_it_leaves_alone(two: str) -> None:
    orders = "一、维持西山县人民法院（2018）某9901刑初77号刑事判决第二项、第三项，变更第一项；二、上诉人吴甲犯诈骗罪，判处有期徒刑二年。"
    j = parse_judgment(_changed(two, orders))
    assert [p.name.value for p in j.defendants] == ["吴甲", "郑乙"]
    assert [p.final and p.final.months and p.final.months.value for p in j.defendants] == [24, 12]


def test_probation_of_a_new_sentence_is_not_an_old_one_revoked(two: str) -> None:
    """撤销…量刑部分；三、…宣告缓刑: the item set aside ends before the new sentence."""
    orders = (
        "一、维持西山县人民法院（2018）某9901刑初77号刑事判决对吴甲的定罪部分；二、撤销该判决对吴甲的量刑部分；"
        "三、上诉人吴甲犯诈骗罪，判处有期徒刑二年，缓刑三年，并处罚金五千元。"
    )
    final = parse_judgment(_changed(two, orders)).defendants[0].final
    assert final and final.months and final.probation_months and final.fine
    assert (final.months.value, final.probation_months.value, final.fine.value) == (24, 36, Decimal(5000))


@pytest.mark.parametrize("comma", ["，", ""])
def test_a_procedure_changed_to_from_one_that_did_not_fit(one: str, comma: str) -> None:
    told = f"认为不宜适用速裁程序{comma}决定转为简易程序审理{comma}实行独任审判"
    judgment = parse_judgment(one.replace("本院依法适用简易程序，实行独任审判", told))
    assert judgment.procedure
    assert judgment.procedure.value == "summary"
