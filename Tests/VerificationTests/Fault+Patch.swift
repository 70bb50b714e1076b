extension Fault {
  private static let change =
    "insert into source.booking values (1, 1007, 990, '2026-12-01', '2026-12-02', 1)"

  /// Faults in the statements that patch the cells that a change touches.
  static let ofPatch: [Fault] = [
    .patch(
      "what is judged anew is lost",
      "where j.reason = 0 and get_bit(j.touched_dates, p.ordinal) is distinct from 1\n  ) as l",
      "where false\n  ) as l", change),
    .patch(
      "what is judged anew counts twice",
      "- count(*) filter (where s.sign = -1 and s.reason = 0) as row_count", "as row_count", change),
    .patch(
      "another space is judged anew", "array_agg(distinct p.space_id)",
      "array_agg(distinct p.space_id + 1)", change),
    .patch(
      "a space that nothing touches is not copied", "r.space_id <> all($22)\n      offset 0",
      "r.space_id <> all($22 || 1010::bigint)\n      offset 0", change),
  ]
}
