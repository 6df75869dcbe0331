name = "EnableServerless"
