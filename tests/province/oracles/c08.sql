WITH held AS (FROM property_preservation WHERE lifted_on IS NULL),
sums AS (
  SELECT case_number, sum(greatest(value - coalesce(prior_claims, 0), 0)) AS worth, max(requested) AS requested
  FROM held WHERE NOT waiting AND NOT indivisible AND valuation <> 'stated' GROUP BY case_number)
SELECT case_number FROM sums WHERE worth * 10 > requested * 13
UNION
SELECT h.case_number FROM held h JOIN civil_document d ON d.case_number = h.suit_number
WHERE (d.outcome = 'withdrawn' AND d.judged_on < as_of() - 30)
   OR (d.outcome IN ('claims_dismissed', 'suit_dismissed') AND d.effective_on < as_of() - 30)
UNION
SELECT case_number FROM held
WHERE NOT waiting AND (coalesce(renewed_until, until_on) < as_of() OR until_on > from_on + CASE property_kind
    WHEN 'deposit' THEN INTERVAL 1 YEAR WHEN 'movable' THEN INTERVAL 2 YEAR ELSE INTERVAL 3 YEAR END)
UNION
SELECT case_number FROM property_preservation WHERE stage = 'before_suit' AND security = 'none'
