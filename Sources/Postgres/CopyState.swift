/// The COPY that has a connection.
enum CopyState {
  /// The client sends rows.
  case sending
  /// The server sends rows to the reader with this number.
  case receiving(Int)
}
