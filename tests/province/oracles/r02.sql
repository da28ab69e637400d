SELECT b.case_number FROM judged a JOIN judged b USING (id_number)
WHERE a.case_number <> b.case_number AND b.crime_from > a.judged_on
  AND date_diff('year', a.birth_date, a.crime_from) - (strftime(a.crime_from, '%m%d') <
  strftime(a.birth_date, '%m%d'))::INT >= 18
  AND ((a.main_penalty = 'fixed_term' AND a.probation_months IS NULL AND a.main_charge <> '交通肇事罪'
        AND b.main_penalty = 'fixed_term' AND b.main_charge <> '交通肇事罪' AND NOT b.recidivist
        AND b.crime_from > a.sentence_to AND b.crime_from <= a.sentence_to + INTERVAL 5 YEAR)
    OR (a.main_charge IN ('贩卖毒品罪', '非法持有毒品罪') AND NOT b.drug_repeat
        AND b.main_charge IN ('贩卖毒品罪', '非法持有毒品罪', '容留他人吸毒罪')))
