/// The JSON Schema of calendar files, by which editors complete and check them.
public enum CalendarSchema {
  /// Where the schema lies, from the root of the repository.
  public static let path = "Jobs/schemas/calendar.schema.json"

  /// The schema (draft 2020-12), made from the declarations by which calendars are read.
  public static let json = Mapping<WrittenCalendar>.calendar.jsonSchema(
    id: "calendar.schema.json", title: "Almanac holiday calendar")
}
