"""How well the search finds: articles for lay questions, similar cases, and how fast it is with 100,000 documents."""
