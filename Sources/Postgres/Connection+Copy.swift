extension Connection {
  func leaveCopy(_ call: Call) async throws {}
}
