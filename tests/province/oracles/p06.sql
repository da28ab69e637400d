WITH stay AS (FROM medical_settlement WHERE kind = 'inpatient')
SELECT a.id_number FROM stay a JOIN stay b ON a.id_number = b.id_number AND a.settlement_no < b.settlement_no
  AND a.hospital <> b.hospital
  AND least(a.discharged_on, b.discharged_on) - greatest(a.admitted_on, b.admitted_on) >= 1
UNION SELECT s.id_number FROM stay s JOIN custody_stay c USING (id_number)
  WHERE s.admitted_on > c.entered_on AND s.discharged_on < coalesce(c.left_on, as_of())
UNION SELECT s.id_number FROM stay s JOIN death_record d USING (id_number) WHERE s.admitted_on > d.died_on
UNION SELECT c.id_number FROM chronic_certification c WHERE NOT EXISTS (
  FROM stay s WHERE s.id_number = c.id_number AND starts_with(s.diagnosis_code, c.diagnosis_prefix)
  AND s.admitted_on BETWEEN c.certified_on - INTERVAL 12 MONTH AND c.certified_on)
