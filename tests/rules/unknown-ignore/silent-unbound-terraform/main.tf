# tiebeam-ignore nonsense: x
