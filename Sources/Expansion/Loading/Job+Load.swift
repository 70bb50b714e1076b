public import Calendars
import Discovery

/// What reading a job came to.
public struct JobOutcome: Sendable {
  /// All findings, sorted.
  public let diagnostics: [Diagnostic]
  /// The files that were read, by path.
  public let sources: [String: SourceText]
  /// As much of the job as could be read, to look for further errors with; nil without its file.
  let draft: Job?

  /// The job; nil when its files have errors.
  public var job: Job? { diagnostics.hasErrors ? nil : draft }
}

extension Job {
  /// Reads a job file and those that it extends, and checks them as far as that is possible without
  /// cities and calendars. `environment` supplies the values of secrets.
  public static func load(
    _ path: String, from files: SourceFiles, environment: [String: String] = [:]
  ) -> JobOutcome {
    let chain = JobChain(path: path, reader: files, environment: environment)
    let draft = chain.files.isEmpty ? nil : Job(path: path, chain: chain)
    return JobOutcome(
      diagnostics: (chain.diagnostics + (draft?.checked() ?? [])).sorted(),
      sources: chain.sources, draft: draft)
  }

  private init(path: String, chain: JobChain) {
    let settings = SettingsMerge(chain.files)
    self.path = path
    files = chain.files.map(\.path)
    title = settings.last(\.title)
    steps = settings.last(\.steps)?.map(\.value) ?? [.feeds, .rebuild, .prune]
    database = settings.last(\.database)
    cities = settings.last(\.cities) ?? .all
    let days = settings.setting("horizon.days", \.horizon?.value.days, default: 90)
    horizon = Horizon(
      days: days,
      nearDays: settings.setting("horizon.near_days", \.horizon?.value.nearDays, default: days),
      farEveryDays: settings.setting(
        "horizon.far_every_days", \.horizon?.value.farEveryDays, default: 1))
    calendarsFolder = settings.lastPath(\.calendars) ?? SourcePath.resolve("calendars", from: path)
    missingCalendar = settings.last(\.missingCalendar) ?? .warn
    feeds = FeedPolicy(settings)
    let standard = ScoreWeights()
    weights = ScoreWeights(
      rating: Int32(
        settings.setting(
          "recommended.rating", \.recommended?.value.rating, default: Int(standard.rating))),
      price: Int32(
        settings.setting(
          "recommended.price", \.recommended?.value.price, default: Int(standard.price))),
      units: Int32(
        settings.setting(
          "recommended.units", \.recommended?.value.units, default: Int(standard.units))),
      unknownRating: Int16(
        settings.setting(
          "recommended.unknown_rating", \.recommended?.value.unknownRating,
          default: Int(standard.unknownRating))))
    retention = Retention(
      checkpoints: settings.setting(
        "retention.checkpoints", \.retention?.value.checkpoints, default: 14),
      days: settings.setting("retention.days", \.retention?.value.days, default: 14),
      refreshMinutes: settings.setting(
        "retention.refresh_minutes", \.retention?.value.refreshMinutes, default: 15))
    verifySample = settings.setting("verify.sample", \.verify?.value.sample, default: 200)
    origins = settings.traces
    layers = chain.files.layers
    gateLayers = chain.files.gateLayers
  }
}

extension [JobChain.File] {
  /// The layers by how specific they are, and of one kind those of extended files first.
  fileprivate var layers: [Layer] {
    LayerName.Kind.allCases.flatMap { kind in
      flatMap { file in file.declaration.layers(of: kind) }
    }
  }

  fileprivate var gateLayers: [GateLayer] {
    let whole = compactMap { file in
      file.declaration.gates.map { GateLayer(name: LayerName(.job), gates: $0.value) }
    }
    let kinds: [LayerName.Kind] = [.country, .region, .city]
    return whole
      + kinds.flatMap { kind in
        flatMap { file in
          file.declaration.cityLayers(of: kind).compactMap { entry in
            entry.value.value.gates.map {
              GateLayer(name: LayerName(kind, entry.key.value), gates: $0.value)
            }
          }
        }
      }
  }
}

extension JobDeclaration {
  fileprivate func layers(of kind: LayerName.Kind) -> [Layer] {
    let layers = layers?.value
    switch kind {
    case .job:
      return [Layer(name: LayerName(.job), location: nil, rules: rules)]
    case .country, .region, .city:
      return cityLayers(of: kind).map {
        Layer(
          name: LayerName(kind, $0.key.value), location: $0.key.location,
          rules: $0.value.value.rules)
      }
    case .category:
      return (layers?.category?.value ?? []).map {
        Layer(name: LayerName(kind, $0.key.value), location: $0.key.location, rules: $0.value.value)
      }
    case .venue, .space:
      let entries = kind == .venue ? layers?.venue?.value : layers?.space?.value
      return (entries ?? []).map {
        Layer(
          name: LayerName(kind, "\($0.key.value)"), location: $0.key.location,
          rules: $0.value.value)
      }
    }
  }

  fileprivate func cityLayers(
    of kind: LayerName.Kind
  ) -> [PlacedEntry<String, CityLayerDeclaration>] {
    switch kind {
    case .country: layers?.value.country?.value ?? []
    case .region: layers?.value.region?.value ?? []
    case .city: layers?.value.city?.value ?? []
    case .job, .category, .venue, .space: []
    }
  }
}
