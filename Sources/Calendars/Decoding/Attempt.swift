/// The outcome of reading a value that was written, whether it could be read or not.
struct Attempt<Value: Sendable>: Sendable {
  var value: Value?
  /// Whether anything in it was reported.
  var isFlawed: Bool
}

extension Shape {
  /// The shape whose values tell that something was written even where it could not be read.
  var attempted: Shape<Attempt<Value>> {
    Shape<Attempt<Value>>(noun: noun, schema: schema) { node, reading in
      let before = reading.diagnostics.count
      let value = read(node, reading)
      return Attempt(value: value, isFlawed: reading.diagnostics.count > before)
    }
  }
}
