SELECT p.licence_number FROM premises_licence p JOIN school_gate g
  ON abs(p.latitude::DOUBLE - g.latitude::DOUBLE) < 0.004 AND abs(p.longitude::DOUBLE - g.longitude::DOUBLE) < 0.004
WHERE p.status = 'valid' AND p.valid_to >= as_of() AND g.kind NOT IN ('training', 'university')
  AND g.closed_on IS NULL AND p.first_issued_on >= g.opened_on
  AND 111195 * sqrt(power(p.latitude::DOUBLE - g.latitude::DOUBLE, 2)
        + power((p.longitude::DOUBLE - g.longitude::DOUBLE) * cos(radians(g.latitude::DOUBLE)), 2))
    <= CASE WHEN p.kind IN ('tobacco', 'lottery') THEN 50 ELSE 200 END
