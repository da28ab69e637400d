"""A run 运行: a model over dataset versions, with its proof."""
