WITH debts AS (
  SELECT id_number, sum(amount_due - amount_paid) AS unpaid FROM property_penalty_execution
  WHERE amount_due > amount_paid AND (outcome IS NULL OR outcome = 'round_ended') GROUP BY ALL
), inmates AS (
  SELECT id_number, facility, ward, avg(spending - medical) AS monthly, sum(income - donated) AS income,
         max_by(balance, month) - sum(donated) AS balance
  FROM inmate_account WHERE month > year(as_of()) * 12 + month(as_of()) - 1 - 6 GROUP BY ALL
), wards AS (SELECT facility, ward, quantile_disc(monthly, 0.95) AS border FROM inmates GROUP BY ALL)
SELECT id_number FROM inmates JOIN debts USING (id_number) JOIN wards USING (facility, ward)
WHERE balance >= unpaid OR income >= unpaid OR monthly > border
