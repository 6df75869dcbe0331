-- What `vim.lsp.enable("tiebeam")` starts. Anything here can be said otherwise in `vim.lsp.config("tiebeam", { … })`.

-- Neovim's names of file types that are not the protocol's names of languages. A `.tf` file that is empty, or that
-- begins with a comment of slashes, is taken for TinyFugue ("tf").
local languages = {
  ["tf"] = "terraform",
  ["terraform-vars"] = "terraform",
}

return {
  cmd = { "tiebeam", "lsp" },
  filetypes = { "markdown", "terraform", "terraform-vars", "opentofu", "tf" },
  root_markers = { "tiebeam.toml", ".git" },
  get_language_id = function(_, filetype)
    return languages[filetype] or filetype
  end,
  -- The bytes that Neovim counts in, so that nothing is converted on the way.
  capabilities = { general = { positionEncodings = { "utf-8", "utf-16" } } },
}
