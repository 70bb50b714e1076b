/// The shape of calendar files, made once.
enum CalendarDeclaration {
  static let shape = Mapping<WrittenCalendar>.calendar.shape
}
