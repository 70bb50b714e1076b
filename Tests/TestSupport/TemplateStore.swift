/// The templates that exist in the cluster.
actor TemplateStore {
  private var tasks: [String: Task<Void, any Error>] = [:]

  /// Returns when the template is ready; only the first call for a name makes it.
  func prepare(_ template: DatabaseTemplate, in cluster: TestCluster) async throws {
    let task =
      tasks[template.name]
      ?? Task {
        try await cluster.administer("create database \(template.database) template template0")
        try await template.prepare(cluster.url(of: template.database))
      }
    tasks[template.name] = task
    try await task.value
  }
}
