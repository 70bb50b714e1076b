import Dates

/// The rows of one relation of a synthetic city as binary COPY data.
///
/// Nothing but a chunk and the space at hand is ever in memory.
struct DemoRows: Sendable {
  let city: DemoCity
  /// The number that the database knows the city by.
  let cityID: Int32
  let relation: SourceRelation

  /// The rows of the relation; the city itself has none here, for it gets its number first.
  var chunks: Chunks {
    switch relation {
    case .city: Chunks { Chunks.rows { _ in false } }
    case .venue: chunks(venues, writeVenue)
    case .space: chunks(spaces, writeSpace)
    case .addOn: chunks({ AnyIterator(DemoAddOn.all.makeIterator()) }, writeAddOn)
    case .spaceAddOn: chunks(spaces, writeAddOns)
    case .booking: bookingChunks
    case .priceOverride: chunks(spaces, writeOverrides)
    }
  }

  @Sendable private func venues() -> AnyIterator<DemoVenue> { AnyIterator(DemoVenues(of: city)) }

  @Sendable private func spaces() -> AnyIterator<DemoSpace> { AnyIterator(DemoSpaces(of: city)) }

  private func chunks<Thing>(
    _ things: @escaping @Sendable () -> AnyIterator<Thing>,
    _ write: @escaping @Sendable (inout BinaryRows, Thing) -> Void
  ) -> Chunks {
    Chunks {
      let rest = things()
      return Chunks.rows { rows in
        guard let thing = rest.next() else { return false }
        write(&rows, thing)
        return true
      }
    }
  }

  @Sendable private func writeVenue(_ rows: inout BinaryRows, _ venue: DemoVenue) {
    rows.row(fields: 7)
    rows.int4(cityID)
    rows.int8(venue.id)
    rows.text(venue.name)
    rows.float8(venue.latitude)
    rows.float8(venue.longitude)
    rows.bool(venue.isActive)
    rows.jsonb("{}")
  }

  @Sendable private func writeSpace(_ rows: inout BinaryRows, _ space: DemoSpace) {
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

  @Sendable private func writeAddOn(_ rows: inout BinaryRows, _ addOn: DemoAddOn) {
    rows.row(fields: 3)
    rows.int4(cityID)
    rows.text(addOn.slug)
    rows.text(addOn.name)
  }

  @Sendable private func writeAddOns(_ rows: inout BinaryRows, _ space: DemoSpace) {
    for addOn in space.addOns {
      rows.row(fields: 4)
      rows.int4(cityID)
      rows.int8(space.id)
      rows.text(addOn.slug)
      rows.int8(addOn.priceMinor)
    }
  }

  private var bookingChunks: Chunks {
    Chunks {
      var spaces = DemoSpaces(of: city)
      var bookingID = city.firstBookingID
      return Chunks.rows { rows in
        guard let space = spaces.next() else { return false }
        for booking in space.bookings {
          write(booking, of: space, id: bookingID, &rows)
          bookingID += 1
        }
        return true
      }
    }
  }

  private func write(
    _ booking: DemoBooking, of space: DemoSpace, id: Int64, _ rows: inout BinaryRows
  ) {
    rows.row(fields: 6)
    rows.int4(cityID)
    rows.int8(space.id)
    rows.int8(id)
    rows.date(booking.startsOn)
    rows.date(booking.startsOn.adding(days: booking.length))
    rows.int4(Int32(booking.units))
  }

  @Sendable private func writeOverrides(_ rows: inout BinaryRows, _ space: DemoSpace) {
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
