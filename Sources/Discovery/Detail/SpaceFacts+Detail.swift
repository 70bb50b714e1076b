import Dates

extension SpaceFacts {
  /// Writes the details of the space: the card, the venue, the add-ons, the day, the price and the
  /// days that follow. Needs a cell.
  public func writeDetail(to json: inout JSONWriter) {
    json.object(continuing: card.fragment) { json in
      json.name("city")
      json.string(city)
      json.name("date")
      json.string(date.description)
      writeState(to: &json)
      json.name("attributes")
      json.raw(card.attributes)
      json.name("venue")
      json.raw(card.venue)
      writeAddOns(to: &json)
      if let cell { cell.writeDay(to: &json) }
      writePrice(to: &json)
      json.name("availability")
      json.array { json in
        for offer in offers { offer.write(to: &json) }
      }
      json.name("freshness")
      if let cell { cell.freshness.write(to: &json) } else { json.null() }
    }
  }

  private func writeState(to json: inout JSONWriter) {
    json.name("available")
    json.bool(cell?.listing != nil)
    json.name("reason")
    json.optional(absence?.name)
    json.name("capacity")
    json.integer(offeredCapacity)
    json.name("units")
    json.integer(card.units)
    json.name("available_units")
    json.optional(cell?.listing?.units)
  }

  private func writeAddOns(to json: inout JSONWriter) {
    let offered = offeredAddOns
    json.name("add_ons")
    json.array { json in
      for addOn in card.addOns {
        json.object { json in
          json.name("add_on")
          json.string(addOn.addOn)
          json.name("name")
          json.string(addOn.name)
          json.name("price_minor")
          json.optional(addOn.priceMinor)
          json.name("offered")
          json.bool(offered.contains(addOn.mask))
        }
      }
    }
  }

  private func writePrice(to json: inout JSONWriter) {
    json.name("price")
    guard let composition, let amount = composition.amountMinor else { return json.null() }
    json.object { json in
      json.name("amount_minor")
      json.integer(amount)
      json.name("currency")
      json.string(currency)
      json.name("base_minor")
      json.optional(composition.baseMinor)
      json.name("override_minor")
      json.optional(composition.overrideMinor)
      json.name("steps")
      json.array { json in
        for step in composition.steps { step.write(to: &json) }
      }
    }
  }
}

extension PriceComposition.Step {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      rule.writeMembers(to: &json)
      json.name("before_minor")
      json.integer(beforeMinor)
      json.name("after_minor")
      json.integer(afterMinor)
    }
  }
}

extension SpaceCell {
  fileprivate func writeDay(to json: inout JSONWriter) {
    json.name("day")
    json.object { json in
      json.name("status")
      json.string(day.isOpen ? "open" : "closed")
      json.name("origin")
      json.optional(day.openingTrace?.origin.description)
      json.name("hours")
      json.optional(day.hours.map { "\($0.opensAt)-\($0.closesAt)" })
      json.name("holiday")
      if let holiday { holiday.write(to: &json) } else { json.null() }
      json.name("rules")
      json.array { json in
        for rule in day.rules { json.object { rule.writeMembers(to: &$0) } }
      }
    }
  }
}

extension DayPriceRule {
  fileprivate func writeMembers(to json: inout JSONWriter) {
    json.name("name")
    json.string(name)
    json.name("basis_points")
    json.integer(step.basisPoints)
    json.name("add_minor")
    json.integer(step.addMinor)
    json.name("layer")
    json.string(origin.layer)
    json.name("origin")
    json.string(origin.description)
  }
}
