SELECT case_number FROM judged WHERE main_penalty NOT IN ('exempted', 'acquitted') AND (
  (main_charge IN (
    '盗窃罪', '诈骗罪', '贩卖毒品罪', '帮助信息网络犯罪活动罪', '危险驾驶罪', '开设赌场罪', '掩饰、隐瞒犯罪所得罪',
    '容留他人吸毒罪', '非法持有毒品罪', '抢劫罪', '职务侵占罪', '合同诈骗罪', '非法吸收公众存款罪',
    '虚开增值税专用发票罪', '受贿罪') AND fine IS NULL AND confiscation IS NULL)
  OR (fine < 100000 AND NOT minor) OR fine < 50000
  OR (main_penalty = 'fixed_term' AND probation_months NOT BETWEEN greatest(12, term_months) AND 60)
  OR (main_penalty = 'detention' AND probation_months NOT BETWEEN greatest(2, term_months) AND 12)
  OR (illegal_gain > 0 AND NOT recover AND NOT returned AND NOT forfeit)
  OR (main_penalty = 'fixed_term' AND term_months < 6)
  OR (main_penalty = 'detention' AND (term_months > CASE WHEN combined THEN 12 ELSE 6 END OR term_months < 1))
  OR (main_charge IN ('危险驾驶罪') AND main_penalty = 'fixed_term'))
