/// The outcome of reading a value that was written, whether it could be read or not.
struct Attempt<Value: Sendable>: Sendable {
  var value: Value?
}

extension Shape {
  /// The shape whose values tell that something was written even where it could not be read.
  var attempted: Shape<Attempt<Value>> {
    Shape<Attempt<Value>>(noun: noun, schema: schema) { node, reading in
      Attempt(value: read(node, reading))
    }
  }
}
