SELECT m.id_number FROM drug_measure m JOIN driving_licence l USING (id_number)
WHERE m.measure IN ('community', 'isolation', 'recovery') AND m.decided_on + 30 < as_of()
  AND as_of() BETWEEN m.from_on AND coalesce(m.lifted_on - 1, m.to_on)
  AND l.status IN ('valid', 'suspended') AND l.valid_to >= as_of() AND l.issuing_region LIKE '34%'
