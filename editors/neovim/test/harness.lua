-- Drives a Neovim of its own for each test, as a user would: keys, commands, and a look at what is there.

local M = { only = nil }

-- The longest that anything is waited for, in milliseconds: a slow machine is no failure.
local patience = 30000

local plugin = vim.fs.joinpath(vim.env.REPOSITORY, "editors", "neovim")
local example = vim.fs.joinpath(vim.env.REPOSITORY, "examples", "session-cache")
local scratch = vim.uv.fs_realpath(vim.env.TMPDIR)

local failed, ran = 0, 0
local open = {} -- the editors that a test left open

local Editor = {}
Editor.__index = Editor

-- A copy of the example, at the root of a repository.
function M.workspace()
  local folder = ("%s/%d/session-cache"):format(scratch, ran)
  vim.fn.mkdir(folder .. "/.git", "p")
  vim.fn.system({ "cp", "-r", example .. "/.", folder })
  assert(vim.v.shell_error == 0, "the example could not be copied")
  return folder
end

function M.write(path, text)
  vim.fn.mkdir(vim.fs.dirname(path), "p")
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

function M.read(path)
  local file = assert(io.open(path))
  local text = file:read("*a")
  file:close()
  return text
end

-- Waits until `ask` gives something that is neither nil nor false, and returns it.
function M.wait_for(what, ask)
  local answer
  local came = vim.wait(patience, function()
    answer = ask()
    return answer ~= nil and answer ~= false and answer ~= vim.NIL
  end, 20)
  if not came then
    error(what .. " did not come", 0)
  end
  return answer
end

-- Starts Neovim in `options.folder`. `options.init` is Lua for its init.lua, after the plugin was put on the runtime
-- path; without it the server is enabled and that is all.
function M.start(options)
  local home = ("%s/%d/home"):format(scratch, ran)
  local bin = home .. "/bin"
  local init = home .. "/init.lua"
  vim.fn.mkdir(bin, "p")
  vim.uv.fs_symlink(vim.env.TIEBEAM, bin .. "/tiebeam")
  local path = ('vim.opt.runtimepath:prepend("%s")\n'):format(plugin)
  M.write(init, (options.without_plugin and "" or path) .. (options.init or 'vim.lsp.enable("tiebeam")'))

  local editor = setmetatable({}, Editor)
  editor.channel = vim.fn.jobstart(
    { options.neovim or vim.env.NEOVIM, "--embed", "--headless", "-n", "-i", "NONE", "-u", init },
    {
      rpc = true,
      cwd = options.folder,
      env = {
        PATH = options.path or (bin .. ":" .. vim.env.PATH),
        HOME = home,
        XDG_CONFIG_HOME = home,
        XDG_DATA_HOME = home,
        XDG_STATE_HOME = home,
        XDG_CACHE_HOME = home,
        NVIM_LOG_FILE = home .. "/nvim.log",
        VIMRUNTIME = "",
      },
      on_exit = function(_, code)
        editor.exit_code = code
      end,
    }
  )
  assert(editor.channel > 0, "Neovim did not start")
  editor.process = vim.fn.jobpid(editor.channel)
  open[#open + 1] = editor
  editor:lua("vim.o.columns, vim.o.lines = 120, 40")
  return editor
end

-- Runs Lua in the editor; its arguments are `...` there.
function Editor:lua(code, ...)
  return vim.rpcrequest(self.channel, "nvim_exec_lua", code, { ... })
end

function Editor:wait_for(what, code, ...)
  local arguments = { ... }
  return M.wait_for(what, function()
    return self:lua(code, unpack(arguments))
  end)
end

-- Types keys, in the notation of mappings.
function Editor:keys(keys)
  vim.rpcrequest(self.channel, "nvim_input", keys)
end

function Editor:command(command)
  vim.rpcrequest(self.channel, "nvim_command", command)
end

-- Opens a file and waits until the server has it.
function Editor:edit(path)
  self:command("edit " .. vim.fn.fnameescape(path))
  self:wait_for("a client for " .. path, "return #vim.lsp.get_clients({ name = 'tiebeam', bufnr = 0 }) == 1")
end

function Editor:text()
  return self:lua("return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')")
end

-- Puts the cursor on the first character of a text.
function Editor:go_to(text)
  local found = self:lua("vim.api.nvim_win_set_cursor(0, { 1, 0 }) return vim.fn.search(..., 'cW')", "\\V" .. text)
  assert(found > 0, "no such text: " .. text)
end

-- The rules of the findings in the buffer, sorted.
function Editor:rules()
  return self:lua([[
    local rules = vim.tbl_map(function(finding) return finding.code end, vim.diagnostic.get(0))
    table.sort(rules)
    return rules
  ]])
end

function Editor:wait_for_rule(rule)
  return M.wait_for("the finding " .. rule, function()
    return vim.tbl_contains(self:rules(), rule)
  end)
end

function Editor:wait_without_rule(rule)
  return M.wait_for("the end of the finding " .. rule, function()
    return not vim.tbl_contains(self:rules(), rule)
  end)
end

-- The text of the floating window, once there is one.
function Editor:float()
  return self:wait_for(
    "a floating window",
    [[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        return table.concat(lines, "\n")
      end
    end
  ]]
  )
end

-- The processes of the server that the editor started.
function Editor:servers()
  return self:lua([[
    return vim.tbl_filter(function(process)
      local found = vim.api.nvim_get_proc(process)
      return type(found) == "table" and found.name == "tiebeam"
    end, vim.api.nvim_get_proc_children(vim.fn.getpid()))
  ]])
end

-- Leaves the editor as a user does; its exit code.
function Editor:quit()
  vim.rpcnotify(self.channel, "nvim_command", "qall!")
  return M.wait_for("the end of Neovim", function()
    return self.exit_code
  end)
end

local function clear()
  for _, editor in ipairs(open) do
    if not editor.exit_code then
      pcall(vim.rpcnotify, editor.channel, "nvim_command", "qall!")
      if vim.fn.jobwait({ editor.channel }, 5000)[1] < 0 then
        vim.fn.jobstop(editor.channel)
      end
    end
  end
  open = {}
end

function M.equal(found, expected, what)
  if not vim.deep_equal(found, expected) then
    error(("%s: %s, not %s"):format(what, vim.inspect(found), vim.inspect(expected)), 2)
  end
end

function M.contains(text, part)
  if not text:find(part, 1, true) then
    error(("%q is not in %q"):format(part, text), 2)
  end
end

function M.test(name, run)
  if M.only and not name:find(M.only, 1, true) then
    return
  end
  ran = ran + 1
  local passed, why = pcall(run)
  clear()
  if passed then
    io.stdout:write(("ok %s\n"):format(name))
  else
    failed = failed + 1
    io.stdout:write(("not ok %s: %s\n"):format(name, (tostring(why):gsub("%s+", " "))))
  end
  io.stdout:flush()
end

-- The exit code.
function M.finish()
  return (failed > 0 or ran == 0) and 1 or 0
end

return M
