SELECT case_number FROM judged j WHERE main_penalty IN ('fixed_term', 'detention', 'life')
  AND probation_months IS NULL AND effective_on < as_of() - 60 AND (
  (NOT EXISTS (FROM custody_stay c WHERE c.id_number = j.id_number
               AND coalesce(c.left_on, as_of()) >= j.judged_on - 1
               AND c.entered_on <= j.effective_on + 60)
   AND NOT EXISTS (FROM community_correction c WHERE c.id_number = j.id_number AND c.kind = 'temporary')
   AND NOT EXISTS (FROM death_record d WHERE d.id_number = j.id_number AND d.died_on <= j.effective_on + 60)
   AND coalesce(sentence_to, as_of()) > effective_on)
  OR EXISTS (FROM custody_stay c JOIN hotel_stay h USING (id_number) WHERE c.id_number = j.id_number
     AND c.entered_on BETWEEN j.crime_from AND j.effective_on + 60
     AND h.checked_in > c.entered_on AND h.checked_out < coalesce(c.left_on, as_of()))
  OR EXISTS (FROM custody_stay c JOIN social_insurance_payment s USING (id_number) WHERE c.id_number =
  j.id_number AND c.entered_on BETWEEN j.crime_from AND j.effective_on + 60
     AND s.month > year(c.entered_on) * 12 + month(c.entered_on) - 1
     AND s.month < year(coalesce(c.left_on, as_of())) * 12 + month(coalesce(c.left_on, as_of())) - 1))
