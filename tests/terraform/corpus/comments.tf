/* head
   of file */
# one
// two
resource /* a */ "aws_instance" /* b */ "c" /* d */ { # e
  # f
  ami /* g */ = /* h */ "ami-1" /* i */ # j
  tags = { # k
    # l
    a = 1 # m
    /* n */ b = 2, // o
    c = [ # p
      1, /* q */ 2 # r
      # s
    ] # t
    # u
  } # v
  x = f( # w
    1, # x
    2
  )
  # tiebeam-ignore rpo-not-met: replicated elsewhere
  y = "# no /* comment */ // here"
  /**/ z = 1 /***/
  # last
} # end
# tail /* open
// no newline at the end