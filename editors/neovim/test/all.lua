-- Runs every test: `nvim -l all.lua [PATTERN]`.

local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p")))
package.path = here .. "/?.lua;" .. package.path

local harness = require("harness")
harness.only = arg[1]
for _, name in ipairs({ "attach", "writing", "terraform", "commands", "health", "stop", "readme" }) do
  require(name)
end
vim.cmd.cquit({ count = harness.finish() })
