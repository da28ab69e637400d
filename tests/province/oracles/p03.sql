WITH month_paid AS (SELECT DISTINCT h.household_no, b.category, b.month
                    FROM benefit_payment b JOIN assisted_household h USING (id_number)
                    WHERE b.category IN ('dibao', 'public_rental') AND b.category = h.category),
head AS (SELECT household_no, id_number FROM assisted_household WHERE relation = 'self'),
members AS (FROM assisted_household WHERE until IS NULL),
size_of AS (SELECT household_no, count(*) AS people FROM members GROUP BY ALL),
houses AS (SELECT p.household_no, p.category, p.month, unit_no, area
           FROM month_paid p JOIN members m USING (household_no) JOIN house_registration r ON r.id_number = m.id_number
           WHERE purpose = 'residence' AND p.month > year(registered_on) * 12 + month(registered_on)
             AND (ended_on IS NULL OR p.month < year(ended_on) * 12 + month(ended_on) - 1)),
suspect AS (
    SELECT p.household_no FROM month_paid p JOIN members m USING (household_no)
    JOIN vehicle_registration v ON v.id_number = m.id_number
    WHERE p.category = 'dibao' AND vehicle_kind IN ('car', 'truck', 'bus') AND NOT for_disabled
      AND p.month > year(registered_on) * 12 + month(registered_on)
      AND (ended_on IS NULL OR p.month < year(ended_on) * 12 + month(ended_on) - 1)
    UNION SELECT household_no FROM houses WHERE category = 'dibao'
    GROUP BY household_no, month HAVING count(DISTINCT unit_no) >= 2
    UNION SELECT p.household_no FROM month_paid p JOIN members m USING (household_no)
    JOIN company_officer o ON o.id_number = m.id_number
    WHERE role = 'shareholder' AND company_status = 'active' AND company_kind = 'company'
      AND p.month > year(o.since) * 12 + month(o.since)
      AND (o.until IS NULL OR p.month < year(o.until) * 12 + month(o.until) - 1) AND p.category = 'dibao'
    UNION SELECT household_no FROM (
        SELECT p.household_no, p.month FROM month_paid p JOIN members m USING (household_no)
        JOIN size_of USING (household_no) JOIN social_insurance_payment s ON s.id_number = m.id_number AND s.month = p.month
        WHERE p.category = 'dibao'
        GROUP BY p.household_no, p.month, people HAVING sum(base) / 100 > 800 * people)
    GROUP BY household_no HAVING count(*) >= 3
    UNION SELECT household_no FROM houses JOIN size_of USING (household_no) WHERE category = 'public_rental'
    GROUP BY household_no, month, people HAVING sum(area) / people > 15)
SELECT id_number FROM head JOIN suspect USING (household_no)
UNION SELECT id_number FROM benefit_payment b JOIN custody_stay USING (id_number)
WHERE category = 'dibao' AND reason = 'serving' AND month > year(entered_on) * 12 + month(entered_on) - 1
  AND month < year(coalesce(left_on, as_of())) * 12 + month(coalesce(left_on, as_of())) - 1
