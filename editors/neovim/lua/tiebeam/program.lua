-- The program that is the server.

local M = {}

-- The command as it is configured; nothing where it is a function, which tells nothing before it is called.
function M.command()
  local config = vim.lsp.config.tiebeam
  local command = config and config.cmd
  return type(command) == "table" and command or nil
end

-- Whether Neovim starts the server by itself. The first releases of 0.11 have no public function for that.
function M.enabled()
  if vim.lsp.is_enabled then
    return vim.lsp.is_enabled("tiebeam")
  end
  return vim.lsp._enabled_configs.tiebeam ~= nil
end

-- Whether the server is enabled and cannot be started.
function M.missing()
  if not M.enabled() then
    return false
  end
  local command = M.command()
  return command ~= nil and vim.fn.executable(command[1]) == 0
end

-- What the program says its version is, or nothing and why it says none.
function M.version(program)
  local started, process = pcall(vim.system, { program, "--version" }, { text = true })
  if not started then
    return nil, process
  end
  local result = process:wait(5000)
  local version = result.code == 0 and result.stdout:match("^tiebeam (%S+)")
  if version then
    return version
  end
  local said = vim.split(vim.trim(result.stderr ~= "" and result.stderr or result.stdout), "\n")[1]
  return nil, said ~= "" and said or ("it ended with exit code " .. result.code)
end

return M
