public import Calendars
public import Discovery

/// A job with everything that its files say, in one piece.
public struct Job: Sendable {
  /// The path of its file.
  public let path: String
  /// Every file that was read, each after those that it extends.
  public let files: [String]
  /// What the job is for.
  public let title: String?
  /// What a run does, in order.
  public let steps: [JobStep]
  /// The database's URL, when the job names one.
  public let database: Secret?
  /// Which cities it builds.
  public let cities: CitySelection
  /// How far ahead days are built.
  public let horizon: Horizon
  /// The folder of the calendars.
  public let calendarsFolder: String
  /// What a city without a calendar is.
  public let missingCalendar: MissingCalendar
  /// Which feeds of the calendars may be fetched, and how.
  public let feeds: FeedPolicy
  /// The weights of the recommended order.
  public let weights: ScoreWeights
  /// How long versions that are no longer live are kept.
  public let retention: Retention
  /// How many requests the verify step draws.
  public let verifySample: Int
  /// The settings of all cities and of single ones, and where each comes from.
  public let origins: [Trace]
  let layers: [Layer]
  let gateLayers: [GateLayer]

  /// What must hold before a new version of the city goes live.
  public func gates(for city: City) -> Gates {
    gateLayers.filter { $0.name.covers(city) }.reduce(into: Gates()) { gates, layer in
      gates.take(layer.gates)
    }
  }

  /// The categories, venues or spaces that have rules of their own.
  public func scopeKeys(_ kind: DayScope.Kind) -> [String] {
    var keys: [String] = []
    for layer in layers where layer.name.kind == kind.layerKind && !keys.contains(layer.name.key) {
      keys.append(layer.name.key)
    }
    return keys
  }
}

/// The gates of one layer of one file.
struct GateLayer: Sendable {
  var name: LayerName
  var gates: GatesDeclaration
}

/// The rules of one layer of one file.
struct Layer: Sendable {
  var name: LayerName
  /// Where the layer's key stands; nil for the job itself.
  var location: SourceLocation?
  var rules: RulesDeclaration

  /// The origin of what stands at `location` in the layer.
  func origin(_ location: SourceLocation) -> Origin {
    Origin(layer: "\(name)", location: location)
  }
}

extension LayerName {
  /// Whether the layer speaks for the whole of the city.
  func covers(_ city: City) -> Bool {
    switch kind {
    case .job: true
    case .country: key == city.country
    case .region: key == city.subdivision
    case .city: key == city.slug
    case .category, .venue, .space: false
    }
  }
}
