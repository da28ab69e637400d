SELECT case_number FROM judged WHERE sentence_from IS NOT NULL AND sentence_to <>
  (sentence_from + to_months(term_months::INT))::DATE - 1 + term_days::INT - (CASE WHEN custody_gap THEN
  custody_days ELSE 0 END * CASE WHEN main_penalty = 'surveillance' THEN 2 ELSE 1 END)::INT
