-- Defines the commands. What they do is loaded when one is used; the start of Neovim is not slowed down.

if vim.g.loaded_tiebeam or vim.fn.has("nvim-0.11") == 0 then
  return
end
vim.g.loaded_tiebeam = true

if not vim.filetype.match({ filename = "main.tofu" }) then
  vim.filetype.add({ extension = { tofu = "opentofu" } })
end

local group = vim.api.nvim_create_augroup("tiebeam", {})

local function commands()
  return require("tiebeam.commands")
end

-- About the workspace: there from the start, because the first document is made where there is none yet.
vim.api.nvim_create_user_command("TiebeamNew", function(call)
  commands().new(call)
end, {
  nargs = "?",
  desc = "Start a requirements document",
  complete = function(lead)
    return commands().complete("tiebeam.templates", lead)
  end,
})

vim.api.nvim_create_user_command("TiebeamExplain", function(call)
  commands().explain(call)
end, {
  nargs = "?",
  desc = "Explain a rule, a section or a prompt",
  complete = function(lead)
    return commands().complete("tiebeam.explain", lead)
  end,
})

vim.api.nvim_create_user_command("TiebeamReadiness", function()
  commands().readiness()
end, { desc = "List how far the requirement documents are" })

vim.api.nvim_create_user_command("TiebeamRestart", function()
  require("tiebeam.restart")()
end, { desc = "Restart Tiebeam" })

vim.api.nvim_create_user_command("TiebeamLog", function(call)
  commands().log(call)
end, { desc = "Open Tiebeam's log" })

-- About one document: only in a buffer with a client.
local function attached(buffer, client)
  if client and client.name == "tiebeam" and vim.bo[buffer].filetype == "markdown" then
    vim.api.nvim_buf_create_user_command(buffer, "TiebeamInsertMissing", function()
      commands().insert_missing(buffer)
    end, { desc = "Insert the sections that are missing" })
  end
end

-- An autocommand and no `on_attach`, which a configuration of one's own would replace.
vim.api.nvim_create_autocmd("LspAttach", {
  group = group,
  callback = function(event)
    attached(event.buf, vim.lsp.get_client_by_id(event.data.client_id))
  end,
})
vim.api.nvim_create_autocmd("LspDetach", {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "tiebeam" then
      pcall(vim.api.nvim_buf_del_user_command, event.buf, "TiebeamInsertMissing")
    end
  end,
})

-- A plugin manager may load this file after the first client.
for _, client in ipairs(vim.lsp.get_clients({ name = "tiebeam" })) do
  for buffer in pairs(client.attached_buffers) do
    attached(buffer, client)
  end
end

-- Neovim says nothing where the program of an enabled server is not there.
vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = { "markdown", "terraform", "terraform-vars", "opentofu", "tf" },
  callback = function(event)
    if require("tiebeam.program").missing() then
      vim.notify_once(
        "tiebeam: the server is not found. `:checkhealth tiebeam` says what was looked for and what helps.",
        vim.log.levels.WARN
      )
    end
  end,
})
