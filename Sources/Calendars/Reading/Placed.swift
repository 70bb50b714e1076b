/// A value and the place where it was written.
public struct Placed<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// Where the value, not its key, begins.
  public var location: SourceLocation

  /// The value that was written at `location`.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }

  /// What `transform` makes of the value, at the same place.
  public func map<Other>(_ transform: (Value) -> Other) -> Placed<Other> {
    Placed<Other>(transform(value), at: location)
  }
}

extension Placed: Equatable where Value: Equatable {}
extension Placed: Hashable where Value: Hashable {}

/// One `key: value` of a mapping whose keys are data, such as dates or holiday ids.
public struct PlacedEntry<Key: Sendable, Value: Sendable>: Sendable {
  /// The key and where it was written.
  public var key: Placed<Key>
  /// The value and where it was written.
  public var value: Placed<Value>

  /// The entry `key: value`.
  public init(key: Placed<Key>, value: Placed<Value>) {
    self.key = key
    self.value = value
  }
}

extension PlacedEntry: Equatable where Key: Equatable, Value: Equatable {}
extension PlacedEntry: Hashable where Key: Hashable, Value: Hashable {}
