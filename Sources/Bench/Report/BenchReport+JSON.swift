public import Calendars

extension BenchReport {
  /// `{conditions: {...}, targets: [{name, target, figure, met}], rows: [...], skipped: [...]}`.
  public var json: JSON {
    .object([
      ("conditions", .object(conditions.map { ($0.name, .string($0.value)) })),
      (
        "targets",
        .array(
          targets.map { target in
            .object([
              ("name", .string(target.name)), ("target", .string(target.boundText)),
              ("figure", .decimal(target.figure)), ("met", .bool(target.isMet)),
            ])
          })
      ),
      ("rows", .array(rows.map(\.json))),
      ("skipped", .array(skipped.map { .string($0) })),
    ])
  }
}

extension BenchRow {
  fileprivate var json: JSON {
    .object([
      ("section", .string(section)), ("name", .string(name)), ("unit", .string(unit)),
      ("median", .decimal(values.median)), ("min", .decimal(values.minimum)),
      ("max", .decimal(values.maximum)), ("rounds", .integer(Int64(values.sorted.count))),
      ("processor_seconds", processor.map { .decimal($0.median) } ?? .null),
    ])
  }
}
