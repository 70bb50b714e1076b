/// Something extra that spaces of a synthetic market offer.
struct DemoAddOn {
  let slug: String
  let name: String
  /// The share of the spaces that offer it.
  let share: Double
  /// Its usual price in dollars, or nil where nothing is asked for it.
  let price: Int?

  static let all = [
    DemoAddOn(slug: "wifi", name: "Wi-Fi", share: 0.85, price: nil),
    DemoAddOn(slug: "air-conditioning", name: "Air conditioning", share: 0.6, price: nil),
    DemoAddOn(slug: "coffee", name: "Coffee and tea", share: 0.55, price: 5),
    DemoAddOn(slug: "whiteboard", name: "Whiteboard", share: 0.5, price: nil),
    DemoAddOn(slug: "projector", name: "Projector", share: 0.45, price: 15),
    DemoAddOn(slug: "wheelchair-access", name: "Wheelchair access", share: 0.4, price: nil),
    DemoAddOn(slug: "parking", name: "Parking", share: 0.35, price: 20),
    DemoAddOn(slug: "video-conference", name: "Video conference", share: 0.3, price: 25),
    DemoAddOn(slug: "printer", name: "Printer", share: 0.25, price: 8),
    DemoAddOn(slug: "catering", name: "Catering", share: 0.2, price: 45),
    DemoAddOn(slug: "breakfast", name: "Breakfast", share: 0.18, price: 14),
    DemoAddOn(slug: "late-checkout", name: "Late checkout", share: 0.12, price: 30),
  ]
}
