WITH barred AS (
  SELECT id_number FROM judged
  WHERE main_charge IN ('生产、销售不符合安全标准的食品罪', '生产、销售有毒、有害食品罪') AND effective_on <= as_of()
    AND main_penalty IN ('fixed_term', 'life', 'suspended_death', 'death')
  UNION SELECT o.id_number FROM administrative_penalty p JOIN company_officer o USING (uscc)
  WHERE p.licence_revoked AND p.act LIKE '%食品%' AND p.decided_on + INTERVAL 5 YEAR > as_of()
    AND o.role = 'legal_rep' AND p.decided_on BETWEEN o.since AND coalesce(o.until, p.decided_on)
), posts AS (
  SELECT id_number, uscc FROM company_officer WHERE role IN ('legal_rep', 'director', 'manager')
    AND company_status = 'active' AND coalesce(until, as_of()) >= as_of()
  UNION SELECT id_number, uscc FROM food_staff WHERE post <> 'worker' AND coalesce(until, as_of()) >= as_of()
)
SELECT DISTINCT id_number || '|' || uscc FROM barred JOIN posts USING (id_number)
WHERE uscc IN (SELECT uscc FROM food_licence WHERE status IN ('valid', 'renewing') AND valid_to >= as_of())
