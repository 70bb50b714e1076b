/// Small good inputs of every reader, and the words that its grammar knows.
enum FuzzSeeds {
  static let rules = [
    "FREQ=DAILY;INTERVAL=2;COUNT=12",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;UNTIL=20271231",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-2",
    "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-24,-16,6,11,20,29",
    "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU;WKST=SU",
    "FREQ=YEARLY;INTERVAL=3;BYMONTH=4,6;BYDAY=-4MO,4TU",
    "FREQ=YEARLY;BYYEARDAY=-366,1,60;BYMONTH=1,2,3",
  ]

  static let ruleTokens = [
    "FREQ=", "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "SECONDLY", ";INTERVAL=", ";COUNT=",
    ";UNTIL=", ";BYDAY=", ";BYMONTH=", ";BYMONTHDAY=", ";BYYEARDAY=", ";BYWEEKNO=", ";BYSETPOS=",
    ";BYHOUR=", ";BYSECOND=", ";WKST=", "MO", "-53SU", "+1FR", ",", ";;", "=", "1", "-1", "31",
    "53",
    "366", "400", "20240229T235960Z", "99991231T235959Z", "00010101", "X-A=", "RSCALE=CHINESE",
  ]

  static let feeds = [
    wrapped(
      """
      BEGIN:VEVENT
      UID:a@example
      DTSTAMP:20240101T000000Z
      DTSTART;VALUE=DATE:20250106
      DTEND;VALUE=DATE:20250108
      RRULE:FREQ=WEEKLY;COUNT=20
      EXDATE;VALUE=DATE:20250113,20250120
      RDATE;VALUE=DATE:20250501
      SUMMARY:Fermé\\, jusqu’au soir
      CATEGORIES:public,bank
      STATUS:TENTATIVE
      END:VEVENT
      BEGIN:VEVENT
      UID:a@example
      RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20250203
      DTSTART;VALUE=DATE:20250204
      SEQUENCE:2
      END:VEVENT
      """),
    wrapped(
      """
      X-WR-TIMEZONE:Europe/Madrid
      BEGIN:VTIMEZONE
      TZID:Hall Time
      BEGIN:STANDARD
      DTSTART:16010101T030000
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:16010101T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      RDATE:20250330T020000
      RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20400101T000000Z
      END:DAYLIGHT
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:b@example
      DTSTART;TZID="Hall Time":20250328T013000
      DTEND;TZID=Hall Time:20250328T033000
      RRULE:FREQ=DAILY;COUNT=5;BYHOUR=1,22
      EXDATE:20250329T003000Z
      SUMMARY;ALTREP="cid:a:b;c,d":Night
       shift
      END:VEVENT
      BEGIN:VEVENT
      UID:c@example
      DTSTART;TZID=Romance Standard Time:20250811T000000
      DTEND;TZID=Romance Standard Time:20250816T000000
      END:VEVENT
      BEGIN:VEVENT
      DTSTART:20251102T053000Z
      DURATION:P1DT2H30M
      RDATE;VALUE=PERIOD:20251105T000000Z/PT36H,20251110T000000Z/20251111T120000Z
      BEGIN:VALARM
      TRIGGER:-P1D
      END:VALARM
      END:VEVENT
      """),
  ]

  static let feedTokens = [
    "BEGIN:", "END:", "VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DTSTART", "DTEND",
    "DURATION:", "RRULE:", "RDATE", "EXDATE", "RECURRENCE-ID", ";TZID=", ";VALUE=DATE", ":", ";",
    "\"", "\\", "\r\n", "\r\n ", "\r", "\n\t", "UID:", "SUMMARY:", "STATUS:CANCELLED", "SEQUENCE:",
    "TZOFFSETTO:", "+1800", "-235959", "P9999999W", "-P1D", "PT9999999S", "20250230", "99991231",
    "00010101T000000", "T235960Z", ";RANGE=THISANDFUTURE", "Pacific/Apia", "America/Santiago",
    "UTC", "\u{FEFF}", "\u{202E}", "\0",
  ]

  static let calendars = [
    """
    schema: 1
    id: XX
    title: {en: Nowhere, fr: Nulle part}
    time_zone: Europe/Paris
    weekend: [{days: [fri, sat], through: 2021-12-31}, {days: [sat, sun], from: 2022-01-01}]
    languages: [en]
    coverage: {from: 2015-01-01, through: 2027-12-31}
    source: [https://example.org]
    observed_rules:
      substitute: {if: [sat, sun], use: next_free_weekday, keep_actual: true}
      moved: {shift: {fri: -1, sat: -2, mon: +1}}
    defaults: {category: public, observed: none}
    holidays:
      new-year: {date: 01-01, observed: substitute, name: {en: New Year}}
      good-friday: {easter: -2}
      pascha: {orthodox_easter: 0, days: 2}
      labour: {weekday: 1st monday of september, since: 1990-01-01, until: 2026-12-31}
      midsummer: {weekday: saturday on or after 06-20}
      feast: {dates: [2025-03-30, {on: 2026-03-20, status: estimated}]}
      after: {offset_from: {holiday: labour, days: 4}, category: half_day, closes_at: "13:00"}
      venue: {rrule: "FREQ=MONTHLY;BYDAY=-1FR", starts: 2025-01-01, not_on: [sun]}
      leap: {date: 02-29, every: {years: 4, from: 2020}, moved: {2024-02-29: 2024-03-01}}
      decree: {date: 05-08, added: [2025-05-09], cancelled: [2026-05-08]}

    """
  ]

  static let jobs = [
    """
    schema: 1
    title: Nightly
    steps: [rebuild, prune]
    cities: {countries: [US, CA], except: [honolulu]}
    horizon: {days: 90, near_days: 30, far_every_days: 7}
    calendars: calendars
    missing_calendar: warn
    opening:
      weekly:
        mon-fri: 08:00-22:00
        sat, sun: 09:00-20:00

    """
  ]

  static let yamlTokens = [
    "schema: 1", "id: ", "extends: ", "holidays:", "opening:", "weekly:", "\n", "\n  ", "- ", ": ",
    "{", "}", "[", "]", "'", "\"", "#", "&a ", "*a", "!!int ", "<<: ", "|\n", ">-\n", "? ", "---\n",
    "...\n", "\t", "~", "null", "NO", "010", "1:30", "2024-02-30", "2026-12-20..2027-01-05",
    "mon-fri", "24:00", "easter: ", "offset_from: ", "rrule: ", "easter: 99999999999",
    "days: 2147483648", "${HOME}", "-9223372036854775808", "1e400", "%YAML 9.9", "\u{0}", "\u{85}",
  ]

  /// The events in a VCALENDAR whose lines end with CR LF.
  private static func wrapped(_ events: String) -> String {
    let lines = ["BEGIN:VCALENDAR", "VERSION:2.0"] + events.split(separator: "\n").map(String.init)
    return (lines + ["END:VCALENDAR"]).map { $0 + "\r\n" }.joined()
  }
}
