-- The examples of the README, as they stand there.

local t = require("harness")

local readme = t.read(vim.env.REPOSITORY .. "/editors/neovim/README.md")

-- The first example in Lua after these words.
local function example(words)
  local from = assert(readme:find(words, 1, true), "not in the README: " .. words)
  return assert(readme:match("```lua\n(.-)```", from), "no example after: " .. words)
end

local function tells_and_explains(editor)
  editor:command("edit requirements.md")
  editor:wait_for_rule("rpo-not-met")
  editor:go_to("1 h\\$")
  editor:lua("vim.lsp.buf.hover()")
  t.contains(editor:float(), "snapshot_retention_limit")
end

t.test("the README's example for the runtime path", function()
  local clone = ('vim.fn.mkdir(vim.env.HOME .. "/src")\nvim.uv.fs_symlink("%s", vim.env.HOME .. "/src/tiebeam")\n'):format(
    vim.env.REPOSITORY
  )
  local editor = t.start({
    folder = t.workspace(),
    without_plugin = true,
    init = clone .. example("Without a plugin manager"),
  })
  tells_and_explains(editor)
  t.equal(editor:lua("return vim.fn.exists(':TiebeamInsertMissing')"), 2, "commands")
end)

t.test("the README's examples for completion, hints and lenses together", function()
  local init = example("## Completion") .. example("## Inlay hints") .. 'vim.lsp.enable("tiebeam")'
  local editor = t.start({ folder = t.workspace(), init = init })
  tells_and_explains(editor)
  editor:wait_for("lenses", "return #vim.lsp.codelens.get(0) > 0")
  editor:wait_for("folds", "return vim.fn.foldlevel(vim.fn.search('^## Testing$', 'w') + 2) > 0")
  t.equal(editor:lua("return vim.fn.execute('messages')"):find("Error", 1, true), nil, "errors")
end)

t.test("the README's example for Neovim 0.8 to 0.10, in this version", function()
  local folder = t.workspace()
  local editor = t.start({ folder = folder .. "/infra", without_plugin = true, init = example("Neovim 0.8 to 0.10:") })
  editor:command("cd ..")
  tells_and_explains(editor)
  editor:edit("infra/main.tf")
  t.equal(editor:lua("return vim.lsp.get_clients()[1].root_dir"), folder, "root")
  t.equal(#editor:servers(), 1, "servers")
end)

-- Debian 12 has 0.7.2, other systems have later ones.
local version = vim.fn.system({ vim.env.OLD_NEOVIM, "--version" }):match("NVIM v(%d+%.%d+%.%d+)")
local is_old = vim.version.lt(version, "0.11")

t.test("the README's example for the system's Neovim", function()
  local folder = t.workspace()
  local editor = t.start({
    neovim = vim.env.OLD_NEOVIM,
    folder = folder,
    without_plugin = true,
    init = example(vim.version.lt(version, "0.8") and "Neovim 0.7:" or "Neovim 0.8 to 0.10:"),
  })
  tells_and_explains(editor)
  local root = "return (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1].config.root_dir"
  t.equal(editor:lua(root), folder, "root")
  editor:command("edit infra/main.tf")
  editor:lua("vim.fn.search('snapshot_retention_limit = 7') vim.cmd('normal! f7r0')")
  editor:command("write")
  editor:command("buffer requirements.md")
  editor:wait_for_rule("backup-claimed-but-off")
  t.equal(#editor:servers(), 1, "servers")
end)

t.test(":checkhealth in the system's Neovim tells whether it is new enough", function()
  local editor = t.start({ neovim = vim.env.OLD_NEOVIM, folder = t.workspace(), init = "" })
  editor:command("checkhealth tiebeam")
  t.contains(editor:text(), is_old and ("Neovim %s is older than 0.11"):format(version) or "OK Neovim")
  t.equal(editor:text():find("tiebeam-older", 1, true) ~= nil, is_old, "cure")
  t.equal(editor:lua("return vim.fn.exists(':TiebeamNew')") == 0, is_old, "no commands")
end)
