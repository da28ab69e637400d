WITH claim AS (FROM work_injury_claim WHERE result <> 'rejected'),
insured AS (FROM insurance_enrolment WHERE scheme = 'injury'),
prompt AS (SELECT c.id_number, c.uscc, applied_on FROM claim c JOIN insured e USING (id_number, uscc)
           WHERE injured_on >= enrolled_on AND applied_on BETWEEN enrolled_on AND enrolled_on + 30
             AND NOT EXISTS (FROM insured o WHERE o.id_number = e.id_number AND o.uscc = e.uscc
                             AND o.enrolled_on < e.enrolled_on))
SELECT c.id_number FROM claim c JOIN insured e USING (id_number, uscc) JOIN medical_visit v USING (id_number)
WHERE left(v.diagnosis_code, 3) = left(c.diagnosis_code, 3) AND visited_on BETWEEN injured_on - 90 AND injured_on - 1
  AND visited_on < enrolled_on AND injured_on >= enrolled_on
  AND (visited_on < hired_on OR enrolled_on > hired_on + 30)
  AND NOT EXISTS (FROM insured o WHERE o.id_number = e.id_number AND o.uscc = e.uscc AND o.enrolled_on <= visited_on)
UNION SELECT a.id_number FROM prompt a JOIN prompt b USING (uscc)
WHERE abs(date_diff('day', a.applied_on, b.applied_on)) < 366
GROUP BY a.id_number, uscc HAVING count(DISTINCT b.id_number) >= 3
