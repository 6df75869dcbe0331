-- The commands, typed on the command line.

local t = require("harness")

-- Messages and questions are kept where a test can read them; a question is answered with its entry `vim.g.answer`.
local listening = [[
  _G.told, _G.asked = {}, {}
  vim.notify = function(message) table.insert(_G.told, message) end
  vim.ui.select = function(entries, options, continue)
    for _, entry in ipairs(entries) do
      local line = options.format_item(entry)
      table.insert(_G.asked, line)
      if vim.startswith(line, vim.g.answer) then return continue(entry) end
    end
  end
  vim.lsp.enable("tiebeam")
]]

local function document()
  local folder = t.workspace()
  local editor = t.start({ folder = folder, init = listening })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  return editor, folder
end

local function wait_for_message(editor, part)
  t.wait_for("the message " .. part, function()
    return table.concat(editor:lua("return _G.told"), "\n"):find(part, 1, true) ~= nil
  end)
end

t.test("commands about the workspace are there before any file is", function()
  local editor = t.start({ folder = t.workspace() })
  local there = editor:lua("return vim.fn.getcompletion('Tiebeam', 'command')")
  t.equal(there, { "TiebeamExplain", "TiebeamLog", "TiebeamNew", "TiebeamReadiness", "TiebeamRestart" }, "commands")
  t.equal(editor:servers(), {}, "servers before one is needed")
end)

t.test("the command about a document is there in documents only", function()
  local editor = document()
  local own = "return vim.tbl_keys(vim.api.nvim_buf_get_commands(0, {}))"
  t.equal(editor:lua(own), { "TiebeamInsertMissing" }, "commands of the document")
  editor:edit("infra/main.tf")
  t.equal(editor:lua(own), {}, "commands of the Terraform")
  editor:command("buffer requirements.md")
  editor:lua("vim.lsp.enable('tiebeam', false)")
  editor:wait_for("the end of the command", "return vim.tbl_isempty(vim.api.nvim_buf_get_commands(0, {}))")
end)

t.test(":TiebeamInsertMissing inserts the missing section, then none", function()
  local editor = document()
  editor:keys(":TiebeamInsertMissing<CR>")
  t.wait_for("the section", function()
    return editor:text():find("\n## Budget\n", 1, true) ~= nil
  end)
  wait_for_message(editor, "1 missing section inserted")
  editor:wait_without_rule("missing-section")
  editor:keys(":TiebeamInsertMissing<CR>")
  wait_for_message(editor, "no section is missing")
end)

t.test(":TiebeamInsertMissing says why it inserts nothing elsewhere", function()
  local folder = t.workspace()
  t.write(folder .. "/README.md", "# Session cache\n")
  local editor = t.start({ folder = folder, init = listening })
  editor:edit("README.md")
  editor:keys(":TiebeamInsertMissing<CR>")
  wait_for_message(editor, "is not an open requirements document")
  t.equal(editor:text(), "# Session cache", "the README")
end)

t.test(":TiebeamNew starts a document with tab stops where no server runs yet", function()
  local folder = t.workspace()
  local editor = t.start({ folder = folder, init = listening })
  editor:keys(":TiebeamNew<CR><C-u>second/requirements.md<CR>")
  editor:wait_for("tab stops", "return vim.snippet.active()")
  t.contains(editor:text(), "# Second: infrastructure requirements\n")
  t.contains(editor:text(), "\n## Budget\n")
  t.equal(editor:lua("return #vim.api.nvim_list_wins()"), 1, "windows")
  editor:keys("holds sessions")
  t.wait_for("the first answer", function()
    return editor:text():find("\n| Description | holds sessions |\n", 1, true) ~= nil
  end)
  editor:keys("<Tab>a picture")
  t.wait_for("the second answer", function()
    return editor:text():find("\n| Diagram | a picture |\n", 1, true) ~= nil
  end)
  editor:wait_for_rule("unanswered-prompt")
  editor:keys("<Esc>:write ++p<CR>")
  t.wait_for("the file", function()
    return vim.uv.fs_stat(folder .. "/second/requirements.md")
  end)
end)

t.test(":TiebeamNew fills an empty document that is open", function()
  local editor = t.start({ folder = t.workspace(), init = listening })
  editor:edit("second-requirements.md")
  editor:keys(":TiebeamNew<CR>")
  editor:wait_for("tab stops", "return vim.snippet.active()")
  t.contains(editor:lua("return vim.api.nvim_buf_get_name(0)"), "/second-requirements.md")
end)

t.test(":TiebeamNew leaves what is there alone", function()
  local editor, folder = document()
  local before = editor:text()
  editor:keys(":TiebeamNew infrastructure<CR><CR>")
  wait_for_message(editor, "requirements.md exists already and is not overwritten")
  editor:keys(":TiebeamNew infrastructure<CR><C-u>second.md<CR>")
  editor:wait_for("tab stops", "return vim.snippet.active()")
  t.equal(editor:lua("return #vim.api.nvim_list_wins()"), 2, "windows")
  editor:keys("<Esc>")
  editor:command("wincmd p")
  t.equal(editor:text(), before, "the document that was open")
  t.equal(t.read(folder .. "/requirements.md"), before .. "\n", "the document on disk")
end)

t.test(":TiebeamNew completes the templates and refuses what is none", function()
  local editor = document()
  t.equal(editor:lua("return vim.fn.getcompletion('TiebeamNew ', 'cmdline')"), { "infrastructure" }, "templates")
  editor:keys(":TiebeamNew nothing<CR><C-u>second.md<CR>")
  wait_for_message(editor, "there is no template `nothing`")
end)

t.test(":TiebeamReadiness lists the documents with what they lack", function()
  local editor, folder = document()
  editor:keys(":TiebeamReadiness<CR>")
  local list = editor:wait_for(
    "the list",
    [[
    local list = vim.fn.getqflist({ title = true, items = true, winid = true })
    local entry = list.items[1]
    return entry and list.winid > 0 and
      { list.title, #list.items, vim.api.nvim_buf_get_name(entry.bufnr), entry.type, entry.text }
  ]]
  )
  t.equal({ list[1], list[2], list[3], list[4] }, { "Readiness", 1, folder .. "/requirements.md", "E" }, "the list")
  t.contains(list[5], "Session cache: infrastructure requirements: 11 of 17 sections, 37 of 42 prompts;")
  t.contains(list[5], "; 1 error, 5 warnings; 1 contradiction")
end)

t.test(":TiebeamReadiness tells that there is no document", function()
  local folder = t.workspace()
  vim.fn.delete(folder .. "/requirements.md")
  local editor = t.start({ folder = folder, init = listening })
  editor:keys(":TiebeamReadiness<CR>")
  wait_for_message(editor, "no requirements document here; :TiebeamNew starts one")
end)

t.test(":TiebeamExplain explains a name, and completes it", function()
  local editor = document()
  t.equal(editor:lua("return vim.fn.getcompletion('TiebeamExplain rpo-n', 'cmdline')"), { "rpo-not-met" }, "names")
  editor:keys(":TiebeamExplain rpo-not-met<CR>")
  t.contains(editor:float(), "rpo-not-met")
end)

t.test(":TiebeamExplain without a name explains the finding under the cursor", function()
  local editor = document()
  editor:go_to("Monitorng")
  editor:keys(":TiebeamExplain<CR>")
  t.contains(editor:float(), "misspelt-heading")
end)

t.test(":TiebeamExplain asks what to explain where nothing is found", function()
  local editor = document()
  editor:lua("vim.g.answer = 'scalability'")
  editor:go_to("## Testing")
  editor:keys(":TiebeamExplain<CR>")
  t.contains(editor:float(), "Scalability")
  t.equal(#editor:lua("return _G.asked") > 1, true, "several to choose from")
end)

t.test(":TiebeamExplain says that a name is unknown", function()
  local editor = document()
  editor:keys(":TiebeamExplain nothing<CR>")
  wait_for_message(editor, "nothing is called `nothing`")
end)

-- Restarts, and waits for another server.
local function restart(editor)
  local before = editor:servers()
  editor:keys(":TiebeamRestart<CR>")
  t.wait_for("another server", function()
    local now = editor:servers()
    return #now == 1 and now[1] ~= before[1]
  end)
end

t.test(":TiebeamRestart starts another server for the same buffers", function()
  local editor = document()
  editor:edit("infra/main.tf")
  editor:command("buffer requirements.md")
  restart(editor)
  editor:wait_for(
    "both buffers",
    "return vim.tbl_count((vim.lsp.get_clients()[1] or { attached_buffers = {} }).attached_buffers) == 2"
  )
  editor:wait_for_rule("rpo-not-met")
end)

t.test(":TiebeamRestart starts a server that was killed", function()
  local editor = document()
  vim.uv.kill(editor:servers()[1], "sigkill")
  wait_for_message(editor, "Client tiebeam quit")
  editor:keys(":TiebeamRestart<CR>")
  editor:wait_for_rule("rpo-not-met")
  t.equal(#editor:servers(), 1, "servers")
end)

t.test(":TiebeamLog opens the server's own log where there is one, else Neovim's", function()
  local editor = document()
  local log = editor:lua("return vim.lsp.log.get_filename()")
  editor:keys(":TiebeamLog<CR>")
  editor:wait_for("Neovim's log", "return vim.api.nvim_buf_get_name(0) == ...", log)
  editor:command("close")

  local path = vim.fs.dirname(log) .. "/tiebeam.log"
  editor:lua("vim.lsp.config('tiebeam', { cmd = { 'tiebeam', 'lsp', '--log', ... } })", path)
  restart(editor)
  editor:wait_for_rule("rpo-not-met")
  editor:keys(":TiebeamLog<CR>")
  editor:wait_for("the server's log", "return vim.api.nvim_buf_get_name(0) == ...", path)
  t.contains(editor:text(), "initialize")
end)

t.test("a server that is not found is told once, with the cure", function()
  local folder = t.workspace()
  local editor = t.start({
    folder = folder,
    init = listening:gsub("vim.lsp.enable", 'vim.lsp.config("tiebeam", { cmd = { "/nowhere/tiebeam", "lsp" } })\n%0'),
  })
  editor:command("edit requirements.md")
  editor:command("edit infra/main.tf")
  t.equal(editor:lua("return _G.told"), {
    "tiebeam: the server is not found. `:checkhealth tiebeam` says what was looked for and what helps.",
  }, "messages")
  editor:keys(":TiebeamReadiness<CR>")
  wait_for_message(editor, "the server is not found; :checkhealth tiebeam says more")
end)
