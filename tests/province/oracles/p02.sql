WITH paid AS (SELECT id_number, month FROM pension_payment WHERE payment_kind = 'monthly'
              UNION ALL SELECT id_number, month FROM benefit_payment)
SELECT id_number FROM paid JOIN death_record USING (id_number)
WHERE month > year(died_on) * 12 + month(died_on) - 1 + 1
