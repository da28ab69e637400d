"""How well likeness is found: disguised copies of the shipped models, of judgments, of queries and programs."""
