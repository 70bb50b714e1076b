import Dates
import Discovery
import Testing

@Suite struct SortTests {
  private let near = ScaledPosition(latitude: 38.71, longitude: -9.11)

  @Test(arguments: Sort.allCases)
  func `every order is total`(sort: Sort) throws {
    var numbers = RandomNumbers(seed: 1)
    let places = try numbers.candidates(120).map { sort.place(of: $0, near: near) }
    for (index, first) in places.enumerated() {
      for second in places[(index + 1)...] {
        #expect((first < second) != (second < first))
      }
    }
  }

  @Test func `the order from the highest price is the exact reverse of the order by price`() throws
  {
    var numbers = RandomNumbers(seed: 2)
    let candidates = try numbers.candidates(300)
    var query = DiscoveryQuery(city: "lisbon", date: .init(dayNumber: 20_000))
    query.sort = .price
    let upwards = query.ordered(candidates).map(\.spaceID)
    query.sort = .priceDescending
    #expect(query.ordered(candidates).map(\.spaceID) == upwards.reversed())
  }

  @Test func `ratings run from the best to the unknown`() throws {
    let ratings: [Int16?] = [nil, 0, 500, 487, 10]
    let ordered = try ordered(.rating) { candidate, index in
      candidate.rating = ratings[index].flatMap { Rating(hundredths: $0) }
    }
    #expect(ordered.map { $0.rating?.hundredths } == [500, 487, 10, 0, nil])
  }

  @Test func `capacities run upwards and ties end at the space id`() throws {
    let ordered = try ordered(.capacity) { candidate, index in
      candidate.capacity = [4, 2, 4, 2, 9][index]
      candidate.spaceID = [5, 4, 3, 2, 1][index]
    }
    #expect(ordered.map(\.spaceID) == [2, 4, 3, 5, 1])
  }

  @Test func `the nearest comes first`() throws {
    let ordered = try ordered(.distance) { candidate, index in
      candidate.position =
        ScaledPosition(latitude: 38.71 + [0.3, 0.1, 0, 0.2, 0.4][index], longitude: -9.11)
        ?? candidate.position
      candidate.spaceID = Int64(index)
    }
    #expect(ordered.map(\.spaceID) == [2, 1, 3, 0, 4])
  }

  private func ordered(
    _ sort: Sort, change: (inout Candidate, Int) -> Void
  ) throws -> [Candidate] {
    var numbers = RandomNumbers(seed: 3)
    var candidates = try numbers.candidates(5)
    for index in candidates.indices { change(&candidates[index], index) }
    var query = DiscoveryQuery(city: "lisbon", date: .init(dayNumber: 20_000))
    query.sort = sort
    query.near = near
    return query.ordered(candidates)
  }
}
