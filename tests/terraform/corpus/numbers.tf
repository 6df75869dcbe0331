integer = 42
float   = 3.14
zero    = 0
small   = 1e-3
large   = 2E+10
both    = 1.5e3
big     = 123456789012345678901234567890
range   = 1.5
list    = [1, -2, 3.5, (4)]
mixed   = [1, "a", true, null, var.x, { a = 1 }, [2]]
