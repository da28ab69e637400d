"""Contests on the desk: phases, seats, works with receipts, blind packages, judging, results, publication, appeals.

Who sees what is said in one place, `sight`; the rules of judging are the library's (`mingjian.contest`).
"""
