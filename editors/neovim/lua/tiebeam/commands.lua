-- What the commands do.

local server = require("tiebeam.client")

local M = {}

-- The client for a command, or a message why there is none.
local function client()
  local found, why = server.at_hand(vim.api.nvim_get_current_buf())
  if not found then
    server.tell(why, vim.log.levels.WARN)
  end
  return found
end

-- The names that a command of the server lists, as far as they begin with what is typed.
function M.complete(command, lead)
  local found = server.at_hand(vim.api.nvim_get_current_buf())
  local names = {}
  for _, entry in ipairs(found and server.answer(found, command, nil, 1000) or {}) do
    if vim.startswith(entry.name, lead) then
      names[#names + 1] = entry.name
    end
  end
  return names
end

-- Goes on with one of the entries that a command of the server lists; asks which where there are several.
local function choose(found, command, prompt, continue)
  server.ask(found, command, nil, function(entries)
    if #entries == 1 then
      return continue(entries[1].name)
    end
    local function line(entry)
      return ("%s: %s"):format(entry.name, entry.summary)
    end
    vim.ui.select(entries, { prompt = prompt, format_item = line }, function(entry)
      if entry then
        continue(entry.name)
      end
    end)
  end)
end

-- A buffer that nothing was written into yet.
local function is_empty(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, 2, false)
  local options = vim.bo[buffer]
  return options.buftype == "" and options.modifiable and #lines == 1 and lines[1] == ""
end

-- Goes on in the empty buffer of the new document: the present one where it is Markdown, else the one of the file that
-- is asked for. It has a name before it has a text, because Neovim shows no findings in a buffer without one.
local function in_new_document(modifiers, continue)
  local empty = is_empty(0)
  if empty and vim.bo.filetype == "markdown" and vim.api.nvim_buf_get_name(0) ~= "" then
    return continue()
  end
  vim.ui.input({ prompt = "File: ", default = "requirements.md", completion = "file" }, function(path)
    if not path or path == "" then
      return
    end
    if vim.uv.fs_stat(vim.fs.normalize(path)) then
      server.tell(path .. " exists already and is not overwritten", vim.log.levels.WARN)
      return
    end
    local escaped = vim.fn.fnameescape(path)
    if empty then
      vim.cmd.edit(escaped)
    else
      vim.cmd.split({ escaped, mods = modifiers })
    end
    if is_empty(0) then
      vim.bo.filetype = "markdown"
      continue()
    end
  end)
end

function M.new(call)
  local found = client()
  if not found then
    return
  end
  local function write(template)
    local place = vim.uri_from_bufnr(0)
    server.ask(found, "tiebeam.newDocument", { template = template, uri = place, create = false }, function(document)
      vim.snippet.expand(document.snippet)
    end)
  end
  in_new_document(call.smods, function()
    if call.args ~= "" then
      write(call.args)
    else
      choose(found, "tiebeam.templates", "Template: ", write)
    end
  end)
end

function M.insert_missing(buffer)
  local found = client()
  if not found then
    return
  end
  local document = { uri = vim.uri_from_bufnr(buffer) }
  server.ask(found, "tiebeam.insertMissingSections", document, function(answer)
    if answer.count == 0 then
      server.tell("no section is missing")
    else
      server.tell(("%d missing section%s inserted"):format(answer.count, answer.count == 1 and "" or "s"))
    end
  end)
end

function M.readiness()
  if client() then
    require("tiebeam.readiness").show()
  end
end

-- The rule of the finding under the cursor.
local function rule_here()
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local behind
  for _, finding in ipairs(vim.diagnostic.get(0, { lnum = line - 1 })) do
    if finding.source == "tiebeam" then
      if finding.col <= column and column < finding.end_col then
        return finding.code
      end
      behind = behind or finding.code
    end
  end
  return behind
end

function M.explain(call)
  local found = client()
  if not found then
    return
  end
  local function show(name)
    server.ask(found, "tiebeam.explain", { name = name }, function(explanation)
      if type(explanation) ~= "table" then
        server.tell(("nothing is called `%s`; :TiebeamExplain <Tab> lists the names"):format(name), vim.log.levels.WARN)
        return
      end
      local lines = vim.split(explanation.markdown, "\n")
      vim.lsp.util.open_floating_preview(lines, "markdown", { focus_id = "tiebeam-explain", max_width = 100 })
    end)
  end
  local name = call.args ~= "" and call.args or rule_here()
  if name then
    show(name)
  else
    choose(found, "tiebeam.explain", "Explain: ", show)
  end
end

-- The file that the server is told to log to, else Neovim's log of all servers.
function M.log(call)
  local path = vim.lsp.log.get_filename()
  local running = server.all()[1]
  local command = running and running.config.cmd or require("tiebeam.program").command()
  if type(command) == "table" then
    for index, word in ipairs(command) do
      path = word:match("^%-%-log=(.+)") or (word == "--log" and command[index + 1]) or path
    end
  end
  vim.cmd.split({ vim.fn.fnameescape(path), mods = call.smods })
  vim.bo.autoread = true
  vim.cmd.normal({ "G", bang = true })
end

return M
