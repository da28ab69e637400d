WITH cycles AS (
  SELECT id_number, date_diff('month', issued_on, happened_on) // 12 AS rough, points,
    year(happened_on) - (strftime(happened_on, '%m%d') < strftime(issued_on, '%m%d'))::INT AS cycle,
    2025 - (strftime(as_of(), '%m%d') < strftime(issued_on, '%m%d'))::INT AS this_cycle
  FROM traffic_violation JOIN driving_licence USING (id_number) WHERE handled AND points > 0
), records AS (
  SELECT id_number FROM judged WHERE main_penalty <> 'acquitted' AND main_charge IN (
    '交通肇事罪', '危险驾驶罪', '故意伤害罪', '故意杀人罪', '抢劫罪', '强奸罪')
  UNION SELECT id_number FROM drug_measure
  UNION SELECT id_number FROM administrative_penalty
    WHERE NOT coalesce(sealed, false) AND act IN ('吸食毒品', '饮酒后驾驶机动车', '醉酒驾驶机动车')
  UNION SELECT id_number FROM traffic_violation
    WHERE blood_alcohol >= 20 AND vehicle_kind NOT IN ('electric_bicycle', 'non_motor')
  UNION SELECT id_number FROM cycles WHERE this_cycle - cycle < 3 GROUP BY id_number, cycle HAVING sum(points) >= 12
)
SELECT id_number FROM records JOIN driver_qualification USING (id_number) WHERE status = 'valid' AND valid_to >= as_of()
