-- `:checkhealth tiebeam` and the help.

local t = require("harness")

local function health(editor)
  editor:command("checkhealth tiebeam")
  return editor:wait_for(
    "the report",
    [[
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
    return vim.bo.filetype == "checkhealth" and text:find("tiebeam: Neovim") and text
  ]]
  )
end

-- An enabled server with another command.
local function with_command(command)
  return ('vim.lsp.config("tiebeam", { cmd = { %q, "lsp" } })\nvim.lsp.enable("tiebeam")'):format(command)
end

t.test(":checkhealth tells what is well", function()
  local editor = t.start({ folder = t.workspace() })
  editor:edit("requirements.md")
  local report = health(editor)
  for _, line in ipairs({
    "OK Neovim 0.11.4",
    "bin/tiebeam",
    "session-cache, 1 buffer attached",
    "OK Positions are counted in utf-8.",
    "OK requirements.md: 11 of 17 sections, 37 of 42 prompts; 1 error, 5 warnings; 1 contradiction; bound to infra",
  }) do
    t.contains(report, line)
  end
  t.equal(report:find("ERROR", 1, true) or report:find("WARNING", 1, true), nil, "problems")
end)

t.test(":checkhealth names a server that is not there, with the cure", function()
  local editor = t.start({ folder = t.workspace(), init = with_command("/nowhere/tiebeam") })
  local report = health(editor)
  t.contains(report, "ERROR `/nowhere/tiebeam` is not an executable program.")
  t.contains(report, 'vim.lsp.config("tiebeam", { cmd = { "/path/to/tiebeam", "lsp" } })')
end)

t.test(":checkhealth names a program that is another one, with the cure", function()
  local editor = t.start({ folder = t.workspace(), init = with_command("false") })
  local report = health(editor)
  t.contains(report, "--version` does not answer as Tiebeam does: false (GNU coreutils)")
  t.contains(report, "Say where Tiebeam is")
end)

t.test(":checkhealth says that nothing is enabled", function()
  local editor = t.start({ folder = t.workspace(), init = "" })
  local report = health(editor)
  t.contains(report, "ERROR Not enabled.")
  t.contains(report, 'Write `vim.lsp.enable("tiebeam")` into init.lua.')
end)

t.test(":checkhealth says that no client runs and no document is recognised", function()
  local folder = t.workspace()
  local editor = t.start({ folder = folder })
  t.contains(health(editor), "WARNING No client runs.")
  vim.fn.delete(folder .. "/requirements.md")
  editor:edit("infra/main.tf")
  local report = health(editor)
  t.contains(report, "WARNING No requirements document is recognised.")
  t.contains(report, "Start one with `:TiebeamNew`.")
end)

t.test("the help has its tags", function()
  local folder = t.workspace()
  vim.fn.system({ "cp", "-r", vim.env.REPOSITORY .. "/editors/neovim/doc", folder .. "/doc" })
  local editor = t.start({ folder = folder, init = ('vim.opt.runtimepath:prepend("%s")'):format(folder) })
  editor:command("helptags doc")
  for _, tag in ipairs({ "tiebeam", "tiebeam-install", "tiebeam-older", ":TiebeamNew", ":TiebeamLog" }) do
    editor:command("help " .. tag)
    t.contains(editor:lua("return vim.api.nvim_get_current_line()"), "*" .. tag .. "*")
  end
  -- Every reference within the help leads somewhere.
  local text = t.read(folder .. "/doc/tiebeam.txt")
  local references = 0
  for tag in text:gmatch("|([^|%s]+)|") do
    references = references + 1
    editor:command("help " .. tag)
  end
  t.equal(references > 10, true, "references in the help")
end)
