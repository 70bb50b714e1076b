public import Postgres

extension ConnectionSettings {
  /// Settings for the statements of the read API, over those of `.api`.
  ///
  /// Each statement reads one range of an index in its order, which a bitmap would lose; its plan
  /// is the same whatever the parameters, and planning it anew costs more than running it. Options
  /// in the URL win, as a distributed engine needs that routes by the parameters' values. Whoever
  /// connects acts as `almanac_reader`, which can write nothing, and has to be a member of it.
  public static func reading(
    url: String = "", applicationName: String = "almanac-api"
  ) -> ConnectionSettings {
    var settings = ConnectionSettings.api(url: url, applicationName: applicationName)
    settings.sessionSettings = [
      "enable_bitmapscan": "off", "jit": "off", "plan_cache_mode": "force_generic_plan",
      "role": "almanac_reader",
    ]
    return settings
  }
}
