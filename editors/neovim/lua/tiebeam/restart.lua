-- Ends the server and starts it again, with the configuration as it is now.

local program = require("tiebeam.program")
local server = require("tiebeam.client")

-- How long a server may take to end before it is ended, in milliseconds.
local patience = 3000

local function start(stopped)
  if program.enabled() then
    -- Attaches every open buffer that the configuration names.
    vim.lsp.enable("tiebeam")
    return
  end
  for _, client in ipairs(stopped) do
    for _, buffer in ipairs(client.buffers) do
      if vim.api.nvim_buf_is_loaded(buffer) then
        vim.lsp.start(client.config, { bufnr = buffer })
      end
    end
  end
end

return function()
  local stopped = {}
  for _, client in ipairs(server.all()) do
    stopped[#stopped + 1] = { id = client.id, config = client.config, buffers = vim.tbl_keys(client.attached_buffers) }
    client:stop()
  end
  if #stopped == 0 and not program.enabled() then
    server.tell(server.not_enabled, vim.log.levels.WARN)
    return
  end

  local function running()
    return vim.tbl_filter(function(client)
      return vim.lsp.get_client_by_id(client.id) ~= nil
    end, stopped)
  end
  local waited, step = 0, 20
  local function await_end()
    local left = running()
    if #left == 0 then
      start(stopped)
      return
    end
    waited = waited + step
    if waited == patience then
      for _, client in ipairs(left) do
        vim.lsp.get_client_by_id(client.id).rpc.terminate()
      end
    end
    vim.defer_fn(await_end, step)
  end
  await_end()
end
