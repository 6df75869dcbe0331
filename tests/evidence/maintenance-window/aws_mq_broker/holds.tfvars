day_of_week = "SUNDAY"
