-- `:checkhealth tiebeam`: what is there, what is not, and what helps.

-- Before 0.10 the functions had other names, and before 0.8 another place.
local health = vim.health or require("health")
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local failure = health.error or health.report_error

local M = {}

local function check_neovim()
  start("tiebeam: Neovim")
  local found = vim.version()
  local version = ("%d.%d.%d"):format(found.major, found.minor, found.patch)
  if vim.fn.has("nvim-0.11") == 1 then
    ok("Neovim " .. version)
    return true
  end
  failure(("Neovim %s is older than 0.11: it does not read lsp/tiebeam.lua."):format(version), {
    "Update Neovim to 0.11 or newer.",
    "Or start the server with an autocommand: `:help tiebeam-older`.",
  })
  return false
end

-- The version of the program, where one is found.
local function check_program(program)
  start("tiebeam: server")
  local config = vim.lsp.config.tiebeam
  if not config then
    failure("lsp/tiebeam.lua is not on the runtime path.", "Put the plugin's folder on it: `:help tiebeam-install`.")
    return
  end
  local command = program.command()
  if not command then
    info("The command is a function; what it starts is not known here.")
    return
  end
  local path = vim.fn.exepath(command[1])
  if path == "" then
    failure(("`%s` is not an executable program."):format(command[1]), {
      "Install it with `cargo install --path .` in a clone of Tiebeam, and restart Neovim.",
      'Or say where it is: `vim.lsp.config("tiebeam", { cmd = { "/path/to/tiebeam", "lsp" } })`.',
    })
    return
  end
  local version, why = program.version(path)
  if not version then
    failure(("`%s --version` does not answer as Tiebeam does: %s"):format(path, why), {
      'Say where Tiebeam is: `vim.lsp.config("tiebeam", { cmd = { "/path/to/tiebeam", "lsp" } })`.',
    })
    return
  end
  ok(("Tiebeam %s: %s"):format(version, path))
  return version
end

local function check_client(client, version)
  local root = client.root_dir and vim.fn.fnamemodify(client.root_dir, ":~") or "no root (a file by itself)"
  local buffers = vim.tbl_count(client.attached_buffers)
  ok(("Client %d: %s, %d buffer%s attached"):format(client.id, root, buffers, buffers == 1 and "" or "s"))
  if client.offset_encoding == "utf-8" then
    ok("Positions are counted in utf-8.")
  else
    info(("Positions are counted in %s: the configuration prefers it to utf-8."):format(client.offset_encoding))
  end
  local running = vim.tbl_get(client, "server_info", "version")
  if version and running and running ~= version then
    warn(("Version %s still runs; %s is installed."):format(running, version), "Run `:TiebeamRestart`.")
  end
end

local function check_clients(program, clients, version)
  start("tiebeam: client")
  if program.enabled() then
    ok("Enabled")
  elseif #clients == 0 then
    failure("Not enabled.", 'Write `vim.lsp.enable("tiebeam")` into init.lua.')
    return
  end
  if #clients == 0 then
    warn("No client runs.", {
      "Open a Markdown or Terraform file, then run `:checkhealth tiebeam` again.",
      "If one is open: `:set filetype?` must say one of "
        .. table.concat(vim.lsp.config.tiebeam.filetypes, ", ")
        .. ".",
      "If it says so: `:TiebeamLog` tells why the server ended, `:TiebeamRestart` starts it again.",
    })
  end
  for _, client in ipairs(clients) do
    check_client(client, version)
  end
end

local function check_documents()
  local readiness = require("tiebeam.readiness")
  start("tiebeam: documents")
  local documents, trouble = readiness.documents()
  if trouble then
    failure("The server does not tell which documents it knows: " .. trouble, {
      "Update Tiebeam to the version of this plugin and run `:TiebeamRestart`.",
    })
  elseif #documents == 0 then
    warn("No requirements document is recognised.", {
      "Start one with `:TiebeamNew`.",
      "Or declare an existing one: `template: infrastructure` in its front matter, or `documents` in tiebeam.toml.",
    })
  end
  for _, document in ipairs(documents) do
    local path = vim.fn.fnamemodify(vim.uri_to_fname(document.uri), ":~:.")
    local folders = vim.tbl_map(function(uri)
      return vim.fn.fnamemodify(vim.uri_to_fname(uri), ":~:.")
    end, document.terraform)
    local bound = #folders > 0 and "bound to " .. table.concat(folders, ", ") or "bound to no Terraform"
    ok(("%s: %s; %s"):format(path, readiness.line(document), bound))
  end
end

function M.check()
  if not check_neovim() then
    return
  end
  local program = require("tiebeam.program")
  local version = check_program(program)
  local clients = require("tiebeam.client").all()
  check_clients(program, clients, version)
  if #clients > 0 then
    check_documents()
  end
end

return M
