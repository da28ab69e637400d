SELECT b.case_number FROM judged a JOIN judged b USING (id_number)
JOIN police_case p ON p.id_number = b.id_number AND p.charge = b.main_charge
  AND p.transferred_on BETWEEN b.accused_on - 12 AND b.accused_on
WHERE a.case_number <> b.case_number AND a.probation_months > 0 AND NOT b.revoked_probation AND (
  b.crime_from BETWEEN a.effective_on AND (a.effective_on + to_months(a.probation_months::INT))::DATE - 1
  OR (b.crime_from < a.judged_on AND b.judged_on > a.judged_on
      AND p.filed_on BETWEEN a.effective_on AND (a.effective_on +
      to_months(a.probation_months::INT))::DATE - 1))
