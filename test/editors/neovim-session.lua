-- What the test does in Neovim, after the configuration of docs/editors.md was read as init.lua: opens a file, waits
-- for the findings, asks for hover, completion and definition, and writes what came as JSON.
local result = { version = vim.fn.matchstr(vim.fn.execute("version"), "NVIM v\\zs[0-9.]*") }

local function session()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.KALINT_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  result.filetype = vim.bo[buffer].filetype
  local function diagnostics()
    local found = {}
    for _, item in ipairs(vim.diagnostic.get(buffer)) do
      table.insert(found, { line = item.lnum + 1, column = item.col + 1, code = item.code, message = item.message, source = item.source })
    end
    return found
  end
  local function found(line)
    for _, item in ipairs(diagnostics()) do
      if item.line == line then return true end
    end
    return false
  end

  -- Both at once: the second needs the settings, which the server asks for after it has started.
  local answered = vim.wait(30000, function() return found(5) and found(12) end, 20)
  result.diagnostics = diagnostics()
  assert(answered, "not the expected findings: " .. vim.inspect(result.diagnostics) .. vim.fn.execute("messages"))

  local function request(method, line, column)
    local params = {
      textDocument = { uri = vim.uri_from_bufnr(buffer) },
      position = { line = line - 1, character = column - 1 },
    }
    local _, answer = next(vim.lsp.buf_request_sync(buffer, method, params, 10000) or {})
    assert(answer and not answer.err, method .. ": " .. vim.inspect(answer))
    return answer.result
  end
  result.hover = request("textDocument/hover", 6, 6).contents.value
  local completion = request("textDocument/completion", 7, 5)
  result.completion = vim.tbl_map(function(item) return item.label end, completion.items or completion)
  local place = request("textDocument/definition", 9, 10)
  place = place[1] or place
  result.definition = (place.range or place.targetSelectionRange).start.line + 1

  vim.api.nvim_buf_set_lines(buffer, 4, 5, false, { "    priority 100" })
  result.corrected = vim.wait(10000, function() return not found(5) end, 20)
end

local ok, problem = xpcall(session, debug.traceback)
if not ok then result.problem = tostring(problem) end
vim.fn.writefile({ vim.fn.json_encode(result) }, vim.env.KALINT_RESULT)
vim.cmd("qall!")
