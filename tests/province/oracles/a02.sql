WITH setup AS (FROM company_registration WHERE kind = 'setup' AND company_kind = 'company'),
busy AS (SELECT uscc FROM tax_declaration WHERE sales > 0 OR tax_due > 0
         UNION SELECT uscc FROM social_insurance_payment WHERE uscc IS NOT NULL),
empty AS (FROM setup WHERE company_status = 'active' AND uscc NOT IN (SELECT uscc FROM busy WHERE uscc IS NOT NULL)
          AND registered_on + INTERVAL 6 MONTH < as_of() AND registered_on + INTERVAL 24 MONTH >= as_of()),
ties AS (SELECT uscc, id_number AS tie FROM setup UNION SELECT uscc, phone FROM setup
         UNION SELECT uscc, agent_phone FROM setup UNION SELECT uscc, address FROM setup WHERE NOT hosted),
sham AS (SELECT tie FROM ties WHERE tie IS NOT NULL GROUP BY tie
         HAVING count(DISTINCT uscc) FILTER (WHERE uscc IN (SELECT uscc FROM empty)) > 1
            AND count(*) FILTER (WHERE uscc IN (FROM busy)) * 5 <= count(*)),
bound AS (SELECT DISTINCT a.uscc AS one, b.uscc AS other FROM ties a JOIN ties b USING (tie) JOIN sham USING (tie)
          WHERE a.uscc IN (SELECT uscc FROM empty) AND b.uscc IN (SELECT uscc FROM empty)),
two AS (SELECT DISTINCT a.one, b.other FROM bound a JOIN bound b ON a.other = b.one),
four AS (SELECT DISTINCT a.one, b.other FROM two a JOIN two b ON a.other = b.one)
SELECT one FROM four GROUP BY one HAVING count(*) >= 5
UNION
SELECT uscc FROM company_registration r JOIN death_record d USING (id_number) WHERE r.registered_on > d.died_on
UNION
SELECT uscc FROM company_registration r JOIN custody_stay s USING (id_number)
WHERE r.registered_on > entered_on AND r.registered_on < coalesce(left_on, as_of())
