/// The stages of the work on a city, in order.
enum BuildStage: String, CaseIterable {
  case catalogue, days, plan, build, gate, verify, publish, facets, prune
}

/// An error together with the stage in which a city met it.
struct StageFailure: Error {
  var stage: BuildStage
  var cause: any Error
}
