"""The office's statutes in the browser: laws, their versions, articles on a day and through time, who cites them."""
