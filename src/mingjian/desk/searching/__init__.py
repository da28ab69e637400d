"""Search in the browser: statutes, judgments, cases, models and answers, as far as the reader may see them."""
