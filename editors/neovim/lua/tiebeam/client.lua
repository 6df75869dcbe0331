-- The running server, and what it is asked.

local program = require("tiebeam.program")

local M = {}

-- Long enough for a slow machine; a server that needs longer is stuck.
local patience = 10000

M.not_enabled = 'not enabled: write vim.lsp.enable("tiebeam") into init.lua'

function M.all()
  return vim.lsp.get_clients({ name = "tiebeam" })
end

-- Starts the server for the folder at hand, without a buffer: a first document is made where there is none.
local function start()
  local config = vim.lsp.config.tiebeam
  if not config or not program.enabled() then
    return nil, M.not_enabled
  end
  if program.missing() then
    return nil, "the server is not found; :checkhealth tiebeam says more"
  end
  config = vim.deepcopy(config)
  if type(config.root_dir) ~= "string" then
    local folder = vim.fn.getcwd()
    config.root_dir = vim.fs.root(folder, config.root_markers or {}) or folder
  end
  local id = vim.lsp.start(config, { attach = false })
  local client = id and vim.lsp.get_client_by_id(id)
  local ready = client and vim.wait(patience, function()
    return client.initialized or client:is_stopped()
  end, 10)
  if ready and client.initialized then
    return client
  end
  return nil, "the server did not start; :TiebeamLog may say why"
end

-- The client of this buffer, else any that runs, else a new one; or nothing and why there is none.
function M.at_hand(buffer)
  local own = vim.lsp.get_clients({ name = "tiebeam", bufnr = buffer })[1]
  local client = own or M.all()[1]
  if client then
    return client
  end
  return start()
end

local function parameters(command, argument)
  return { command = command, arguments = argument and { argument } or {} }
end

-- Has the server run a command and goes on with its answer. What it refuses is told.
function M.ask(client, command, argument, continue)
  client:request("workspace/executeCommand", parameters(command, argument), function(failure, answer)
    if failure then
      M.tell(failure.message, vim.log.levels.ERROR)
    else
      continue(answer)
    end
  end)
end

-- The same, waiting for the answer: for completion on the command line and for `:checkhealth`.
function M.answer(client, command, argument, limit)
  local response, failure =
    client:request_sync("workspace/executeCommand", parameters(command, argument), limit or patience)
  if response and not response.err then
    return response.result
  end
  return nil, response and response.err.message or failure
end

function M.tell(message, level)
  vim.notify("tiebeam: " .. message, level or vim.log.levels.INFO)
end

return M
