-- 刑事诉讼法201 (pleas bind, unless restitution is new or the charge differs), 228-230; 解释295, 353
WITH both_sides AS (
  SELECT j.*, i.charges told_charges, i.act_count told_acts, i.crime_amount told_amount, i.surrender told_surrender,
    i.recidivist told_recidivist, i.merit told_merit, i.accessory told_accessory, i.attempt told_attempt, i.plea told_plea,
    coalesce(j.proposal_low, i.proposal_low) low, coalesce(j.proposal_high, i.proposal_high) high,
    i.proposal_kind asked, i.proposal_probation asked_probation,
    (j.returned AND NOT i.returned) OR (j.forgiven AND NOT i.forgiven) made_good
  FROM judged j JOIN indictment i ON i.indictment_number = j.indictment_number AND i.id_number = j.id_number
  WHERE j.instance = 'first' AND j.main_penalty <> 'acquitted' AND NOT j.amended)
SELECT case_number FROM both_sides WHERE
  (charges <> told_charges AND NOT charge_heard AND NOT (charges LIKE '%毒品罪' AND told_charges LIKE '%毒品罪'))
  OR act_count <> told_acts
  OR crime_amount < told_amount * 0.95 OR crime_amount * 0.95 > told_amount
  OR surrender <> told_surrender OR recidivist <> told_recidivist OR merit <> told_merit
  OR accessory <> told_accessory OR attempt <> told_attempt
  OR (plea AND told_plea AND NOT charge_heard AND asked IS NOT NULL AND (
    (term_months < low AND NOT made_good) OR term_months > high
    OR ((coalesce(probation_months, 0) > 0) <> asked_probation AND NOT made_good)))
