import Dates

/// The rows of one relation of a synthetic city as binary COPY data, a chunk at a time.
///
/// Nothing but the chunk and the space at hand is in memory.
struct DemoChunks: Sequence, Sendable {
  let city: DemoCity
  /// The number that the database knows the city by.
  let cityID: Int32
  let relation: SourceRelation

  func makeIterator() -> AnyIterator<[UInt8]> {
    switch relation {
    case .city: chunks(CollectionOfOne(())) { rows, _ in writeCity(&rows) }
    case .venue: chunks(DemoVenues(of: city)) { rows, venue in write(venue, &rows) }
    case .space: chunks(DemoSpaces(of: city)) { rows, space in write(space, &rows) }
    case .addOn: chunks(DemoAddOn.all) { rows, addOn in write(addOn, &rows) }
    case .spaceAddOn: chunks(DemoSpaces(of: city)) { rows, space in writeAddOns(space, &rows) }
    case .booking: bookingChunks()
    case .priceOverride:
      chunks(DemoSpaces(of: city)) { rows, space in writeOverrides(space, &rows) }
    }
  }

  private static let chunkSize = 1 << 16

  private func chunks<Things: Sequence>(
    _ things: Things, _ write: @escaping (inout BinaryRows, Things.Element) -> Void
  ) -> AnyIterator<[UInt8]> {
    var rest = things.makeIterator()
    var rows = BinaryRows()
    var isFinished = false
    return AnyIterator {
      guard !isFinished else { return nil }
      while rows.bytes.count < DemoChunks.chunkSize {
        guard let thing = rest.next() else {
          isFinished = true
          rows.finish()
          break
        }
        write(&rows, thing)
      }
      return rows.take()
    }
  }

  private func writeCity(_ rows: inout BinaryRows) {
    rows.row(fields: 9)
    rows.int4(cityID)
    rows.text(city.facts.slug)
    rows.text(city.facts.name)
    rows.text(city.facts.country)
    rows.text(city.facts.subdivision)
    rows.text(city.facts.timeZone)
    rows.text(city.facts.currency)
    rows.float8(city.facts.latitude)
    rows.float8(city.facts.longitude)
  }

  private func write(_ venue: DemoVenue, _ rows: inout BinaryRows) {
    rows.row(fields: 7)
    rows.int4(cityID)
    rows.int8(venue.id)
    rows.text(venue.name)
    rows.float8(venue.latitude)
    rows.float8(venue.longitude)
    rows.bool(venue.isActive)
    rows.jsonb("{}")
  }

  private func write(_ space: DemoSpace, _ rows: inout BinaryRows) {
    rows.row(fields: 11)
    rows.int4(cityID)
    rows.int8(space.venueID)
    rows.int8(space.id)
    rows.text(space.name)
    rows.text(space.category.slug)
    rows.int4(Int32(space.capacity))
    rows.int4(Int32(space.units))
    rows.int8(space.hasBasePrice ? space.priceMinor : nil)
    rows.numeric(hundredths: space.rating)
    rows.bool(space.isActive)
    rows.jsonb("{}")
  }

  private func write(_ addOn: DemoAddOn, _ rows: inout BinaryRows) {
    rows.row(fields: 3)
    rows.int4(cityID)
    rows.text(addOn.slug)
    rows.text(addOn.name)
  }

  private func writeAddOns(_ space: DemoSpace, _ rows: inout BinaryRows) {
    for addOn in space.addOns {
      rows.row(fields: 4)
      rows.int4(cityID)
      rows.int8(space.id)
      rows.text(addOn.slug)
      rows.int8(addOn.priceMinor)
    }
  }

  private func bookingChunks() -> AnyIterator<[UInt8]> {
    var bookingID = city.firstBookingID
    return chunks(DemoSpaces(of: city)) { rows, space in
      for booking in space.bookings {
        rows.row(fields: 6)
        rows.int4(cityID)
        rows.int8(space.id)
        rows.int8(bookingID)
        rows.date(booking.startsOn)
        rows.date(booking.startsOn.adding(days: booking.length))
        rows.int4(Int32(booking.units))
        bookingID += 1
      }
    }
  }

  private func writeOverrides(_ space: DemoSpace, _ rows: inout BinaryRows) {
    for override in space.overrides {
      rows.row(fields: 5)
      rows.int4(cityID)
      rows.int8(space.id)
      rows.date(override.startsOn)
      rows.date(override.startsOn.adding(days: override.length))
      rows.int8(override.priceMinor)
    }
  }
}
