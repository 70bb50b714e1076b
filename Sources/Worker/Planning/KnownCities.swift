import Store

/// The cities that the source has, and those that it has no more and of which something is left.
struct KnownCities {
  let present: [SourceCity]
  let gone: [SourceCity]

  var all: [SourceCity] { present + gone }
}
