import Expansion
import Store

/// What the work on every city of a run goes by.
struct CityInputs {
  let expander: DeferredExpander
  /// How many cities there are.
  let cities: Int
  let standing: SourceStanding
  /// What compares built versions with the source before they are published; nil for nothing.
  let check: (any VersionCheck)?
  /// What a city that is found right is remembered with.
  let quietness: Quietness
  /// How many cells the cities have that need no look.
  let quiet: [Int32: Int]
}
