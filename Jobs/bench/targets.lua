-- Sends the requests of a file in turn, and prints one line that a program reads:
-- RESULT requests microseconds p50 p95 p99 errors, latencies in microseconds.
local targets = {}
for line in io.lines(os.getenv("BENCH_TARGETS")) do
  targets[#targets + 1] = line
end
local turn = 0

function request()
  turn = turn % #targets + 1
  return wrk.format("GET", targets[turn])
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
