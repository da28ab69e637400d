"""Texts without the particulars of people, for answers that others read.

Names, identity and other numbers, telephones, plates, cards, addresses, companies, case numbers give way to words that
say only what stood there; one person is one word throughout (某甲, 某乙). Source of what is taken out: 个人信息保护法
art. 73 (anonymising), 最高人民法院关于人民法院在互联网公布裁判文书的规定 (2016) arts. 8 and 10. What a program leaves
behind a person has to find: whoever publishes reads the text first.
"""

from mingjian.knowledge.anonymising.masking import KINDS, Hit, Masked, anonymised, hits

__all__ = ["KINDS", "Hit", "Masked", "anonymised", "hits"]
