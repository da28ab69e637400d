"""What verdicts say of models: precision by version, the funnel from screening to outcome."""
