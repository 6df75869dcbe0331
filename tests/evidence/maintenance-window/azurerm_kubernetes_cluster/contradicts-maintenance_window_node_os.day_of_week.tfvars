day_of_week = "Wednesday"
