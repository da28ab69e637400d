WITH counter AS (FROM medical_purchase WHERE institution_kind = 'pharmacy' AND NOT coalesce(proxy, false)),
months AS (SELECT id_number, date_trunc('month', bought_on) AS month, count(*) AS times, sum(fund_paid) AS paid
           FROM counter GROUP BY ALL),
usual AS (SELECT month, avg(times) AS times, stddev(times) AS spread, avg(paid) AS paid, stddev(paid) AS scatter
          FROM months GROUP BY month),
days AS (SELECT DISTINCT id_number, institution, chain, bought_on, longitude::DOUBLE AS lon, latitude::DOUBLE AS lat
         FROM counter),
apart AS (SELECT a.id_number, count(DISTINCT bought_on) AS n FROM days a JOIN days b USING (id_number, bought_on)
          WHERE a.institution < b.institution AND coalesce(a.chain <> b.chain, true)
            AND 111.2 * sqrt((a.lat - b.lat) ** 2 + ((a.lon - b.lon) * 0.85) ** 2) > 50 GROUP BY a.id_number),
pairs AS (SELECT a.id_number AS one, b.id_number AS other, count(DISTINCT bought_on) AS n
          FROM days a JOIN days b USING (institution, bought_on) WHERE a.id_number <> b.id_number GROUP BY ALL),
known AS (SELECT id_number FROM administrative_penalty WHERE act LIKE '%医疗保障基金%'),
doses AS (SELECT id_number, item, bought_on, sum(quantity) AS quantity, max(daily_max) AS most
          FROM medical_purchase WHERE daily_max > 0 GROUP BY ALL)
SELECT id_number FROM months m JOIN usual u USING (month)
WHERE m.times > u.times + 3 * u.spread AND m.paid > u.paid + 3 * u.scatter AND m.times >= 10
UNION SELECT id_number FROM apart WHERE n >= 2
UNION SELECT one FROM pairs WHERE n >= 5 GROUP BY one HAVING count(*) >= 4
UNION SELECT one FROM pairs WHERE n >= 3 AND other IN (FROM known)
UNION SELECT a.id_number FROM doses a JOIN doses b USING (id_number, item)
WHERE b.bought_on BETWEEN a.bought_on AND a.bought_on + 89
GROUP BY a.id_number, item, a.bought_on HAVING sum(b.quantity) > max(a.most) * (90 + 84)
