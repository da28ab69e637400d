SELECT p.id_number FROM pension_payment p JOIN custody_stay c USING (id_number)
WHERE payment_kind = 'monthly' AND scheme = 'employee'
  AND p.month > year(entered_on) * 12 + month(entered_on) - 1
  AND p.month < year(coalesce(left_on, as_of())) * 12 + month(coalesce(left_on, as_of())) - 1
UNION SELECT a.id_number FROM pension_adjustment a JOIN community_correction c USING (id_number)
WHERE adjusted_on BETWEEN from_on AND to_on
UNION SELECT a.id_number FROM pension_adjustment a JOIN custody_stay c USING (id_number)
WHERE adjusted_on BETWEEN entered_on AND coalesce(left_on, as_of())
