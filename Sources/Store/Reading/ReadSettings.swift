public import Postgres

extension ConnectionSettings {
  /// Settings for the statements of the read API, over those of `.api`.
  ///
  /// Each statement reads one range of an index in its order, which a bitmap would lose, and joins
  /// some rows by key, for which the planner, who guesses their number, would rather read a whole
  /// table, or start another process. Its plan is the same whatever the parameters, and planning it
  /// anew costs more than running it. Options
  /// in the URL win, as a distributed engine needs that routes by the parameters' values. Whoever
  /// connects acts as `almanac_reader`, which can write nothing, and has to be a member of it.
  public static func reading(
    url: String = "", applicationName: String = "almanac-api"
  ) -> ConnectionSettings {
    var settings = ConnectionSettings.api(url: url, applicationName: applicationName)
    settings.sessionSettings = [
      "enable_bitmapscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off",
      "enable_seqscan": "off", "jit": "off", "max_parallel_workers_per_gather": "0",
      "plan_cache_mode": "force_generic_plan", "role": "almanac_reader",
    ]
    return settings
  }
}
