-- Hover, completion, actions and the outline of a document.

local t = require("harness")

-- Neovim's own completion, as the README says to switch it on.
local completing = [[
  vim.opt.completeopt = { "menuone", "noselect", "popup" }
  vim.api.nvim_create_autocmd("LspAttach", {
    callback = function(event)
      vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
    end,
  })
  vim.lsp.enable("tiebeam")
]]

local function document(init)
  local editor = t.start({ folder = t.workspace(), init = init })
  editor:edit("requirements.md")
  editor:wait_for_rule("rpo-not-met")
  return editor
end

-- Applies the action of this kind whose title begins so.
local function apply(editor, kind, title)
  editor:lua(
    [[
      local kind, title = ...
      vim.lsp.buf.code_action({
        context = { only = { kind } },
        apply = true,
        filter = function(action) return vim.startswith(action.title, title) end,
      })
    ]],
    kind,
    title
  )
end

-- Waits for an entry in the menu and accepts it.
local function accept(editor, word)
  local position = t.wait_for("the entry " .. word, function()
    local entries = editor:lua("return vim.fn.complete_info({ 'pum_visible', 'items' })")
    for index, entry in ipairs(entries.pum_visible == 1 and entries.items or {}) do
      if entry.abbr == word or entry.word == word then
        return index
      end
    end
  end)
  editor:keys(("<C-n>"):rep(position) .. "<C-y>")
end

t.test("hover explains a section", function()
  local editor = document()
  editor:go_to("Scalability")
  editor:keys("K")
  t.contains(editor:float(), "Scalability")
end)

t.test("hover says what the Terraform says to a value", function()
  local editor = document()
  editor:go_to("1 h\\$")
  editor:keys("K")
  t.contains(editor:float(), "snapshot_retention_limit")
end)

t.test("a missing section is completed with its prompts as tab stops", function()
  local editor = document(completing)
  editor:go_to("## Documentation")
  editor:keys("O<CR><Esc>ki## ")
  accept(editor, "Budget")
  editor:wait_for("tab stops", "return vim.snippet.active()")
  t.contains(editor:text(), "## Budget\n\n- **")
  editor:keys("written at the first stop")
  t.wait_for("the answer", function()
    return editor:text():find("## Budget\n\n%- %*%*[^\n]+%*%*[^\n]*written at the first stop") ~= nil
  end)
end)

t.test("an answer is completed with the value of the Terraform", function()
  local editor = document(completing)
  editor:go_to("**RPO:** 1 h")
  editor:keys("f1C<C-x><C-o>")
  accept(editor, "1 d")
  t.wait_for("the answer", function()
    return editor:text():find("- **RPO:** 1 d\n", 1, true) ~= nil
  end)
  editor:wait_without_rule("rpo-not-met")
end)

t.test("a quick fix corrects a heading", function()
  local editor = document()
  editor:go_to("Monitorng")
  apply(editor, "quickfix", "Correct")
  t.wait_for("the heading", function()
    return editor:text():find("\n## Monitoring and Alerts\n", 1, true) ~= nil
  end)
  editor:wait_without_rule("misspelt-heading")
end)

t.test("a quick fix writes what the Terraform says", function()
  local editor = document()
  editor:go_to("1 h\\$")
  apply(editor, "quickfix", "Write what the Terraform says")
  t.wait_for("the value", function()
    return editor:text():find("\n- **RPO:** 1 d\n", 1, true) ~= nil
  end)
  editor:wait_without_rule("rpo-not-met")
end)

t.test("everything that is certain is fixed at once, and one undo takes it back", function()
  local editor = document()
  local before = editor:text()
  apply(editor, "source.fixAll.tiebeam", "")
  t.wait_for("the fixes", function()
    local text = editor:text()
    return text:find("\n## Budget\n", 1, true) and text:find("\n## Monitoring and Alerts\n", 1, true)
  end)
  editor:keys("u")
  t.wait_for("the text as it was", function()
    return editor:text() == before
  end)
  editor:wait_for_rule("misspelt-heading")
end)

t.test("the outline has the sections as they stand", function()
  local editor = document()
  editor:lua("vim.lsp.buf.document_symbol({ on_list = function(list) vim.g.outline = list.items end })")
  local items = editor:wait_for("the outline", "return vim.g.outline")
  local lines = vim.split(editor:text(), "\n")
  local listed = vim.tbl_map(function(item)
    return lines[item.lnum]
  end, items)
  local headings = vim.tbl_filter(function(line)
    return line:find("^#+ ") ~= nil
  end, lines)
  t.equal(listed, headings, "outline")
end)

t.test("inlay hints and code lenses are shown where they are switched on", function()
  local editor = document([[
    vim.api.nvim_create_autocmd("LspAttach", {
      callback = function(event)
        vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
        vim.lsp.codelens.refresh({ bufnr = event.buf })
      end,
    })
    vim.lsp.enable("tiebeam")
  ]])
  editor:wait_for(
    "a lens above the title",
    [[
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, { 5, 0 }, { 5, -1 }, { details = true })) do
      for _, chunk in ipairs(mark[4].virt_text or {}) do
        if chunk[1]:find("of 17 sections complete", 1, true) then return true end
      end
    end
  ]]
  )
  editor:wait_for(
    "a hint behind an SLA",
    [[
    return vim.iter(vim.lsp.inlay_hint.get({ bufnr = 0 })):any(function(hint)
      return hint.inlay_hint.label == "21 min 36 s / 30 d"
    end)
  ]]
  )
end)
