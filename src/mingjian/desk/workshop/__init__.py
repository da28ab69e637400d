"""The workshop 建模工坊: drafts of models, built by edits that can be undone, looked at step by step and tested."""
