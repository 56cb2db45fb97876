-- The lab's only rule: the header "X-Lab-Score: N" is worth N points.
rspamd_config:register_symbol({
  name = 'LAB_SCORE',
  score = 1.0,
  callback = function(task)
    local points = tonumber(task:get_header('X-Lab-Score') or '')
    if points then return true, points end
  end,
})
