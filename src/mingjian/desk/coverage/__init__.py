"""The coverage map 数据覆盖图: which model can run for which office, and which data stand in its way."""
