-- The server starts where it should and with what it should.

local t = require("harness")

t.test("the server attaches to a document with its root, in utf-8", function()
  local folder = t.workspace()
  local editor = t.start({ folder = "/" })
  editor:edit(folder .. "/requirements.md")
  local client = editor:lua([[
    local client = vim.lsp.get_clients({ name = "tiebeam" })[1]
    return { client.root_dir, client.offset_encoding, client.server_info.name }
  ]])
  t.equal(client, { folder, "utf-8", "tiebeam" }, "root, encoding, server")
end)

t.test("a tiebeam.toml is a nearer root than the repository", function()
  local folder = t.workspace()
  t.write(folder .. "/infra/tiebeam.toml", "")
  local editor = t.start({ folder = folder })
  editor:edit("infra/main.tf")
  t.equal(editor:lua("return vim.lsp.get_clients()[1].root_dir"), folder .. "/infra", "root")
end)

t.test("documents and Terraform of one workspace share a server", function()
  local folder = t.workspace()
  t.write(folder .. "/infra/extra.tofu", 'locals {\n  a = "b"\n}\n')
  t.write(folder .. "/infra/empty.tf", "")
  t.write(folder .. "/infra/prod.tfvars", 'node_type = "cache.r7g.xlarge"\n')
  local editor = t.start({ folder = folder })
  local types = {}
  for _, file in ipairs({
    "requirements.md",
    "infra/main.tf",
    "infra/extra.tofu",
    "infra/empty.tf",
    "infra/prod.tfvars",
  }) do
    editor:edit(file)
    types[#types + 1] = editor:lua("return vim.bo.filetype")
  end
  t.equal(types, { "markdown", "terraform", "opentofu", "tf", "terraform-vars" }, "file types")
  t.equal(#editor:servers(), 1, "servers")
end)

t.test("the findings of the example are shown", function()
  local editor = t.start({ folder = t.workspace() })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  t.equal(editor:rules(), {
    "dead-link",
    "empty-section",
    "missing-metadata",
    "missing-section",
    "misspelt-heading",
    "rpo-not-met",
  }, "findings")
  local finding = editor:lua([[
    for _, finding in ipairs(vim.diagnostic.get(0)) do
      if finding.code == "rpo-not-met" then
        local text = vim.api.nvim_buf_get_text(0, finding.lnum, finding.col, finding.end_lnum, finding.end_col, {})
        return { text[1], vim.diagnostic.severity[finding.severity], finding.source }
      end
    end
  ]])
  t.equal(finding, { "1 h", "ERROR", "tiebeam" }, "the finding")
end)

t.test("settings of the client rule", function()
  local editor = t.start({
    folder = t.workspace(),
    init = [[
      vim.lsp.config("tiebeam", { settings = { tiebeam = { rules = { ["missing-section"] = "off" } } } })
      vim.lsp.enable("tiebeam")
    ]],
  })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  editor:wait_without_rule("missing-section")
end)

t.test("a README is left alone", function()
  local folder = t.workspace()
  t.write(folder .. "/README.md", "# Session cache\n\nSee [nothing](nowhere.md).\n")
  local editor = t.start({ folder = folder })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  editor:edit("README.md")
  -- Answered after the text of the README was read.
  editor:lua(
    "vim.lsp.buf_request_sync(0, 'textDocument/documentSymbol', { textDocument = { uri = vim.uri_from_bufnr(0) } })"
  )
  t.equal(editor:rules(), {}, "findings")
end)
