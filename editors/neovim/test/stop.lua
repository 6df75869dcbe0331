-- Nothing is left behind.

local t = require("harness")

-- Writes down with which exit code the server ends.
local recording = [[
  vim.lsp.config("tiebeam", { cmd = { "sh", "-c", 'tiebeam lsp; echo $? > "$HOME/exit-code"' } })
  vim.lsp.enable("tiebeam")
]]

local function started()
  local editor = t.start({ folder = t.workspace(), init = recording })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  return editor, editor:lua("return vim.env.HOME") .. "/exit-code"
end

local function wait_for_exit_code(path)
  return t.wait_for("the end of the server", function()
    return vim.uv.fs_stat(path) and vim.uv.fs_stat(path).size > 0 and vim.trim(t.read(path))
  end)
end

t.test("leaving Neovim ends the server with exit code 0", function()
  local editor, path = started()
  t.equal(editor:quit(), 0, "Neovim's exit code")
  t.equal(wait_for_exit_code(path), "0", "the server's exit code")
end)

t.test("disabling the server ends it with exit code 0", function()
  local editor, path = started()
  editor:lua("vim.lsp.enable('tiebeam', false)")
  t.equal(wait_for_exit_code(path), "0", "the server's exit code")
  editor:wait_for("the end of the findings", "return #vim.diagnostic.get(0) == 0")
end)

t.test("a Neovim that is killed leaves no server behind", function()
  local editor = t.start({ folder = t.workspace() })
  editor:edit("requirements.md")
  local process = editor:servers()[1]
  vim.uv.kill(editor.process, "sigkill")
  t.wait_for("the end of the server", function()
    return vim.api.nvim_get_proc(process) == vim.NIL or vim.api.nvim_get_proc(process) == nil
  end)
end)
