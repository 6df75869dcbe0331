run "fails_over" {
  command = plan
}
