"""An office's own letter templates 文书模板: versions, four eyes, inheritance down the tree."""
