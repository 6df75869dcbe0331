day_of_week = "Sunday"
