/**
 * What Redis does in one step. A move is called by its id; `lane` is a message of a user, in which
 * moves go one after another. Keys, below the prefix ARGV[1]:
 * `move:ID` what is known of it, `mail:ID` the message, `lane:LANE` its moves by their order,
 * `last:LANE` the newest that ever was there, `end:ID` how it ended, `ended:SPOOL` what a machine
 * may take off its spool, `quota:USER`.
 */
const END = `
local function finish(prefix, id, origin, result, keep)
  redis.call('SET', prefix .. 'end:' .. id, result, 'EX', keep)
  redis.call('LPUSH', prefix .. 'ended:' .. origin, id)
  redis.call('EXPIRE', prefix .. 'ended:' .. origin, keep)
end
`;

/**
 * ARGV: prefix, id, lane, sequence, origin, settles (0 or 1), seconds that all is kept, and fields
 * of the move. Gives `new`, `known`, `dead`, or how it ended: `repeated`; `cancelled` and the id of the other.
 */
export const ENLIST: string = `${END}
local prefix, id, lane, sequence, origin, settles, keep = unpack(ARGV, 1, 7)
local ended = redis.call('GET', prefix .. 'end:' .. id)
if ended then return { ended } end
if redis.call('EXISTS', prefix .. 'move:' .. id) == 1 then return { 'known' } end
local verdict = ARGV[9]
local last = redis.call('HMGET', prefix .. 'last:' .. lane, 'sequence', 'verdict')
if last[1] and tonumber(last[1]) >= tonumber(sequence) then
  if last[2] == verdict then return { 'repeated' } end
  return { 'cancelled' }
end
redis.call('HSET', prefix .. 'last:' .. lane, 'sequence', sequence, 'verdict', verdict)
redis.call('EXPIRE', prefix .. 'last:' .. lane, keep)
local before = redis.call('ZREVRANGE', prefix .. 'lane:' .. lane, 0, 0)[1]
if settles == '1' and before then
  local other = redis.call('HMGET', prefix .. 'move:' .. before, 'tried', 'verdict', 'origin')
  if other[1] == '0' then
    if other[2] == verdict then return { 'repeated' } end
    redis.call('ZREM', prefix .. 'lane:' .. lane, before)
    redis.call('DEL', prefix .. 'move:' .. before, prefix .. 'mail:' .. before)
    finish(prefix, before, other[3], 'cancelled', keep)
    return { 'cancelled', before }
  end
end
redis.call('HSET', prefix .. 'move:' .. id, 'lane', lane, 'sequence', sequence, 'origin', origin, unpack(ARGV, 8))
redis.call('EXPIRE', prefix .. 'move:' .. id, keep)
redis.call('ZADD', prefix .. 'lane:' .. lane, sequence, id)
redis.call('EXPIRE', prefix .. 'lane:' .. lane, keep)
return { 'new' }
`;

/**
 * ARGV: prefix, id, quota (0: none), whether it counts (0 or 1). Gives `gone`, `wait` and the id of
 * the one before, `quota`, or `go` and all fields of the move.
 */
export const BEGIN: string = `
local prefix, id, quota, counts = unpack(ARGV, 1, 4)
local key = prefix .. 'move:' .. id
local move = redis.call('HMGET', key, 'lane', 'tried', 'user', 'dead')
if not move[1] or move[4] then return { 'gone' } end
local first = redis.call('ZRANGE', prefix .. 'lane:' .. move[1], 0, 0)[1]
if first and first ~= id then return { 'wait', first } end
if move[2] == '0' and quota ~= '0' and counts == '1' then
  local taught = redis.call('INCR', prefix .. 'quota:' .. move[3])
  if taught == 1 then redis.call('EXPIRE', prefix .. 'quota:' .. move[3], 3600) end
  if taught > tonumber(quota) then return { 'quota', unpack(redis.call('HGETALL', key)) } end
end
redis.call('HINCRBY', key, 'attempts', 1)
redis.call('HSET', key, 'tried', 1)
return { 'go', unpack(redis.call('HGETALL', key)) }
`;

/** ARGV: prefix, id, lane, origin, result, seconds that the result is kept. */
export const FINISH: string = `${END}
local prefix, id, lane, origin, result, keep = unpack(ARGV, 1, 6)
redis.call('ZREM', prefix .. 'lane:' .. lane, id)
redis.call('DEL', prefix .. 'move:' .. id, prefix .. 'mail:' .. id)
finish(prefix, id, origin, result, keep)
`;

/** ARGV: prefix, id, lane, origin, the letter as JSON, seconds that it is kept. */
export const BURY: string = `${END}
local prefix, id, lane, origin, letter, keep = unpack(ARGV, 1, 6)
redis.call('ZREM', prefix .. 'lane:' .. lane, id)
if redis.call('EXISTS', prefix .. 'move:' .. id) == 1 then
  redis.call('HSET', prefix .. 'move:' .. id, 'dead', letter)
end
finish(prefix, id, origin, 'dead', keep)
`;

/** ARGV: prefix, id, lane. Gives 1 when a dead letter waits again, 0 when it must be enlisted. */
export const REVIVE: string = `
local prefix, id, lane = unpack(ARGV, 1, 3)
local move = redis.call('HMGET', prefix .. 'move:' .. id, 'dead', 'lane', 'sequence')
redis.call('DEL', prefix .. 'end:' .. id)
if not move[1] then
  redis.call('DEL', prefix .. 'last:' .. lane)
  return 0
end
redis.call('HDEL', prefix .. 'move:' .. id, 'dead')
redis.call('HSET', prefix .. 'move:' .. id, 'tried', 1, 'attempts', 0)
redis.call('ZADD', prefix .. 'lane:' .. move[2], move[3], id)
return 1
`;

/** ARGV: prefix, ids. Gives, for each, how it ended; `known` while it is there; `lost` otherwise. */
export const LOOK: string = `
local prefix = ARGV[1]
local found = {}
for at = 2, #ARGV do
  local ended = redis.call('GET', prefix .. 'end:' .. ARGV[at])
  found[at - 1] = ended or (redis.call('EXISTS', prefix .. 'move:' .. ARGV[at]) == 1 and 'known' or 'lost')
end
return found
`;
