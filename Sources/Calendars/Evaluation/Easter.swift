public import Dates

/// The date of Easter Sunday.
public enum Easter {
  /// Easter Sunday of the western churches, in the Gregorian calendar; nil outside 1583...9999.
  ///
  /// Source: J. Meeus, "Astronomical Algorithms", chapter 8 (Butcher 1876).
  public static func western(_ year: Int) -> LocalDate? {
    guard year >= 1583 else { return nil }
    let a = year % 19
    let (b, c) = year.quotientAndRemainder(dividingBy: 100)
    let (d, e) = b.quotientAndRemainder(dividingBy: 4)
    let g = (8 * b + 13) / 25
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = c.quotientAndRemainder(dividingBy: 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let n = h + l - 7 * m + 114
    return LocalDate(year: year, month: n / 31, day: n % 31 + 1)
  }

  /// Easter Sunday of the eastern churches (the Julian computus) as a Gregorian date; nil outside
  /// 1583...9998.
  ///
  /// Source: J. Meeus, "Astronomical Algorithms", chapter 8.
  public static func orthodox(_ year: Int) -> LocalDate? {
    guard (1583...9998).contains(year) else { return nil }
    let d = (19 * (year % 19) + 15) % 30
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    let n = d + e + 114
    let julianLag = year / 100 - year / 400 - 2
    return LocalDate(year: year, month: n / 31, day: n % 31 + 1)?.adding(days: julianLag)
  }
}
