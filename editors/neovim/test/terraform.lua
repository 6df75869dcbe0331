-- A document and its Terraform in two buffers, and on disk.

local t = require("harness")

local retention = "snapshot_retention_limit = 7"
local none = "snapshot_retention_limit = 0"

local function both()
  local folder = t.workspace()
  local editor = t.start({ folder = folder })
  editor:edit("infra/main.tf")
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  return editor, folder
end

local function file_here(editor)
  return vim.fs.basename(editor:lua("return vim.api.nvim_buf_get_name(0)"))
end

t.test("go to definition leads from a claim into the Terraform, and back", function()
  local editor = both()
  editor:go_to("1 h\\$")
  editor:lua("vim.lsp.buf.definition()")
  t.wait_for("the Terraform", function()
    return file_here(editor) == "main.tf"
  end)
  t.contains(editor:lua("return vim.api.nvim_get_current_line()"), retention)

  editor:keys("<C-o>")
  t.wait_for("the document", function()
    return file_here(editor) == "requirements.md"
  end)
  t.equal(editor:lua("return vim.api.nvim_get_current_line()"), "- **RPO:** 1 h", "line")
end)

t.test("find references leads from an attribute to the claims about it", function()
  local editor = both()
  editor:command("buffer main.tf")
  editor:go_to(retention)
  editor:lua(
    "vim.lsp.buf.references({ includeDeclaration = false }, { on_list = function(list) vim.g.found = list.items end })"
  )
  local lines = {}
  for _, item in ipairs(editor:wait_for("references", "return vim.g.found")) do
    lines[#lines + 1] = ("%s: %s"):format(vim.fs.basename(item.filename), item.text)
  end
  t.contains(table.concat(lines, "\n"), "requirements.md: - **RPO:** 1 h")
end)

t.test("hover on an attribute says what the document requires", function()
  local editor = both()
  editor:command("buffer main.tf")
  editor:go_to(retention)
  editor:keys("K")
  t.contains(editor:float(), "RPO")
end)

t.test("an edit in the Terraform's buffer contradicts the document at once, and its undo agrees", function()
  local editor, folder = both()
  editor:command("buffer main.tf")
  editor:go_to(retention)
  editor:keys("f7r0")
  editor:command("buffer requirements.md")
  editor:wait_for_rule("backup-claimed-but-off")
  t.contains(t.read(folder .. "/infra/main.tf"), retention) -- Nothing was saved.

  editor:command("buffer main.tf")
  editor:wait_for_rule("backup-claimed-but-off")
  editor:keys("u")
  editor:wait_without_rule("backup-claimed-but-off")
  editor:command("buffer requirements.md")
  editor:wait_without_rule("backup-claimed-but-off")
end)

t.test("a change on disk by another program is noticed", function()
  local folder = t.workspace()
  local editor = t.start({ folder = folder })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  local path = folder .. "/infra/main.tf"
  local text = t.read(path)
  t.write(path, (text:gsub(vim.pesc(retention), none)))
  editor:wait_for_rule("backup-claimed-but-off")
  t.write(path, text)
  editor:wait_without_rule("backup-claimed-but-off")
end)

t.test("a file that a link leads to is noticed when it is made", function()
  local folder = t.workspace()
  local editor = t.start({ folder = folder })
  editor:edit("requirements.md")
  editor:wait_for_rule("dead-link")
  t.write(folder .. "/runbooks/restore.md", "# Restore\n")
  editor:wait_without_rule("dead-link")
end)

t.test("the lens of a resource opens the claim in the document", function()
  local editor = both()
  editor:command("buffer main.tf")
  editor:lua("vim.lsp.codelens.refresh({ bufnr = 0 })")
  local line = editor:wait_for(
    "a lens",
    [[
    for _, lens in ipairs(vim.lsp.codelens.get(0)) do
      if lens.command.command == "tiebeam.open" then return lens.range.start.line + 1 end
    end
  ]]
  )
  editor:lua("vim.api.nvim_win_set_cursor(0, { ..., 0 }) vim.lsp.codelens.run()", line)
  t.wait_for("the document", function()
    return file_here(editor) == "requirements.md"
  end)
end)
