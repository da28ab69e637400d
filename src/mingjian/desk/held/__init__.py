"""Models kept here 本地模型: those that do not ship, their versions side by side, and which office may run which."""
