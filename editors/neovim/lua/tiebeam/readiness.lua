-- How far the requirement documents are, as the server counts it.

local server = require("tiebeam.client")

local M = {}

local function counted(count, one, several)
  return ("%d %s"):format(count, count == 1 and one or several)
end

-- "15 of 17 sections, 40 of 44 prompts; 1 error, 5 warnings; 1 contradiction"
function M.line(document)
  local parts = {
    ("%d of %d sections, %d of %d prompts"):format(
      document.sections.complete,
      document.sections.asked,
      document.prompts.answered,
      document.prompts.asked
    ),
  }
  local findings = {}
  for _, level in ipairs({
    { document.findings.error, "error", "errors" },
    { document.findings.warning, "warning", "warnings" },
    { document.findings.information, "note", "notes" },
    { document.findings.hint, "hint", "hints" },
  }) do
    if level[1] > 0 then
      findings[#findings + 1] = counted(unpack(level))
    end
  end
  parts[#parts + 1] = #findings > 0 and table.concat(findings, ", ") or "no findings"
  if document.contradictions > 0 then
    parts[#parts + 1] = counted(document.contradictions, "contradiction", "contradictions")
  end
  return table.concat(parts, "; ")
end

-- The letter of an entry in the quickfix list.
local function letter(findings)
  return findings.error > 0 and "E" or findings.warning > 0 and "W" or "I"
end

-- The documents of every running server, and the first thing that kept one from answering.
function M.documents()
  local documents, trouble = {}, nil
  for _, client in ipairs(server.all()) do
    local answer, why = server.answer(client, "tiebeam.readiness")
    vim.list_extend(documents, answer or {})
    trouble = trouble or why
  end
  return documents, trouble
end

-- Lists the documents in the quickfix list.
function M.show()
  local documents, trouble = M.documents()
  if trouble then
    server.tell(trouble, vim.log.levels.ERROR)
  elseif #documents == 0 then
    server.tell("no requirements document here; :TiebeamNew starts one")
  else
    local items = vim.tbl_map(function(document)
      return {
        filename = vim.uri_to_fname(document.uri),
        lnum = 1,
        type = letter(document.findings),
        text = ("%s: %s"):format(document.title, M.line(document)),
      }
    end, documents)
    vim.fn.setqflist({}, " ", { title = "Readiness", items = items })
    vim.cmd.copen()
  end
end

return M
