"""Getting data 数据获取: requests to agencies, agreements, the calendar of deliveries due."""
