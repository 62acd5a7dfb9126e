-- What the test does in Neovim, after the configuration of docs/editors.md was read as init.lua: opens a file, waits
-- for the findings, asks for hover, completion and definition; then the file of a pair, for hints and lenses, and runs
-- a lens; then the effective configuration of nginx. What came is written as JSON.
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

local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then return window end
  end
end

local function pairSession()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.KALINT_PAIR_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  local document = { uri = vim.uri_from_bufnr(buffer) }
  local function request(method, params)
    local _, answer = next(vim.lsp.buf_request_sync(buffer, method, params, 10000) or {})
    return answer and answer.result or {}
  end
  local whole = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } }
  local hints, lenses = {}, {}
  vim.wait(20000, function()
    hints = request("textDocument/inlayHint", { textDocument = document, range = whole })
    lenses = request("textDocument/codeLens", { textDocument = document })
    return #hints > 0 and #lenses > 0
  end, 100)
  result.hints = vim.tbl_map(function(hint) return hint.label end, hints)
  result.lenses = vim.tbl_map(function(lens) return lens.command.title end, lenses)
  if #lenses == 0 then return end

  -- As the configuration has it: shown by what it says, run by what it defines.
  vim.api.nvim_win_set_cursor(0, { lenses[1].range.start.line + 1, 0 })
  vim.cmd("doautocmd CursorHold")
  local function shown()
    for name, namespace in pairs(vim.api.nvim_get_namespaces()) do
      if name:find("codelens") and #vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, {}) > 0 then return true end
    end
    return false
  end
  vim.cmd("redraw")
  result.shown = vim.wait(10000, shown, 50)
  vim.lsp.codelens.run()
  assert(vim.wait(10000, function() return float() ~= nil end, 50), "no float")
  local window = float()
  result.float = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
  vim.api.nvim_win_close(window, true)

  -- Without it: run by the server.
  vim.lsp.commands["kalint.showFailover"] = nil
  vim.api.nvim_win_set_cursor(0, { lenses[1].range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  vim.wait(10000, function() return vim.fn.execute("messages"):find("fails over", 1, true) ~= nil end, 50)
  result.message = vim.fn.execute("messages")
end

local function nginxSession()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.KALINT_NGINX_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  vim.api.nvim_win_set_cursor(0, { 6, 0 })
  local isAttached = function() return next(vim.lsp.buf_request_sync(buffer, "textDocument/foldingRange", {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
  }, 10000) or {}) ~= nil end
  assert(vim.wait(10000, isAttached, 50), "not attached to nginx.conf")
  vim.cmd("KalintEffective")
  vim.wait(10000, function() return vim.api.nvim_get_current_buf() ~= buffer end, 50)
  result.effective = vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local ok, problem = xpcall(function()
  session()
  pairSession()
  nginxSession()
end, debug.traceback)
if not ok then result.problem = tostring(problem) end
vim.fn.writefile({ vim.fn.json_encode(result) }, vim.env.KALINT_RESULT)
vim.cmd("qall!")
