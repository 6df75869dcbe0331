day_of_week = "WEDNESDAY"
