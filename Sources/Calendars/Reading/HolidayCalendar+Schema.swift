extension HolidayCalendar {
  /// The JSON Schema of calendar files, for editors; made from the declarations by which they are
  /// read.
  public static var jsonSchema: JSON {
    Mapping<WrittenCalendar>.calendar.jsonSchema(
      id: "calendar.schema.json", title: "Almanac calendar")
  }
}
